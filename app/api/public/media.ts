import { Router, type Request, type Response } from "express";
import { problem } from "../../errors.js";
import { checkedKey } from "../../files/keys.js";
import { openLink, type OpenedLink } from "../../files/signedLinks.js";
import { limit } from "../../http/limits.js";
import { sendProblem } from "../../http/problems.js";
import { hostOf, isMainHost } from "../../http/which.js";
import { usable } from "../../auth/loadActor.js";
import { findClient, type KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { sendFile } from "./sendFile.js";

/**
 * GET /media/<client>/<file>/<name>?…: a signed link is the whole credential. It holds 10 minutes, for one file of one
 * school, on a main host or on that school's own.
 */
export const mediaRouter = Router().get("/media/:clientId/:fileId/:name", (request, response) => {
  opened(request, response).then(
    ({ file, purpose }) => sendFile(request, response, file, purpose === "download" ? "attachment" : "inline"),
    (error: unknown) => sendProblem(response, error),
  );
});

async function opened(
  request: Request,
  response: Response,
): Promise<{ file: StoredFile; purpose: OpenedLink["purpose"] }> {
  limit(`media:${request.ip ?? ""}`, 600, response);
  const link = openLink(request.params, request.query);
  if (link === null) throw problem("forbidden", "This link is not one of ours");
  if (link === "expired") throw problem("forbidden", "This link has expired: ask for a new one");
  const client = await schoolOf(link, hostOf(request));
  response.locals.client = client;
  const file = await withTenant(client, () => StoredFile.findByPk(link.fileId), { readOnly: true });
  if (!file) throw problem("not_found");
  checkedKey(client.schemaName, file.key);
  return { file, purpose: link.purpose };
}

/** The link's school, when the host is not another one's. */
async function schoolOf({ clientId }: OpenedLink, host: string): Promise<KnownClient> {
  const client = await findClient({ id: clientId });
  if (!client) throw problem("not_found");
  if (!isMainHost(host) && (await findClient({ hostname: host }))?.id !== client.id) throw problem("not_found");
  usable(client.status);
  return client;
}
