import { schoolAccounts } from "../../auth/accounts.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { byHost, hostOf, isMainHost, whichSchool } from "../../http/which.js";
import type { Input } from "../../http/route.js";
import { findClient } from "../../tenancy/resolve.js";
import { usable } from "../../auth/loadActor.js";
import { deadLink } from "../../auth/resetPassword.js";
import { schemaOfRefresh } from "../../auth/tokens.js";
import { authRoutes } from "../auth.js";

/** The school of a sign-in: the host's; on a main host the one that is named. */
async function atLogin(input: Input<{ schemaName?: string }>) {
  const host = hostOf(input.request);
  const { schemaName } = input.body;
  if (!isMainHost(host)) {
    if (schemaName !== undefined) throw invalid(fieldError("/schemaName", "only on the platform's own address"));
    return schoolAccounts(await byHost(host));
  }
  if (schemaName === undefined) throw invalid(fieldError("/schemaName", "say which school"));
  const client = await findClient({ schemaName });
  if (!client) throw problem("not_found");
  usable(client.status);
  return schoolAccounts(client);
}

/** Whose accounts a caller belongs to; without a credential a refresh token says it, else the host does. */
async function ofCaller(input: Input) {
  if (input.caller.kind === "nobody") return atRefresh(input as Input<{ schemaName?: string; refreshToken: string }>);
  if (input.caller.kind !== "school-user") throw problem("wrong_audience");
  return schoolAccounts((await whichSchool(input.caller, input.request, "")).client);
}

async function atRefresh(input: Input<{ schemaName?: string; refreshToken: string }>) {
  const schemaName = schemaOfRefresh(input.body.refreshToken);
  if (schemaName === undefined) return atLogin(input);
  const client = await findClient({ schemaName });
  if (!client) throw problem("unauthenticated");
  usable(client.status);
  return schoolAccounts(client);
}

/** A mailed token is of one school: at another's address it opens nothing. */
async function atReset(input: Input<{ token: string }>) {
  const schemaName = schemaOfRefresh(input.body.token);
  const client = schemaName === undefined ? undefined : await findClient({ schemaName });
  if (!client) throw deadLink();
  const host = hostOf(input.request);
  if (!isMainHost(host) && (await byHost(host)).id !== client.id) throw deadLink();
  usable(client.status);
  return schoolAccounts(client);
}

export const schoolAuth = authRoutes("school", { atLogin, ofCaller, atReset }, "school");
