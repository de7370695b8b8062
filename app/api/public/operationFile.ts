import { Router, type Request, type Response } from "express";
import { Operation } from "../../../models/public/Operation.js";
import { problem } from "../../errors.js";
import { opensOperation } from "../../files/operationLink.js";
import { limit } from "../../http/limits.js";
import { sendProblem } from "../../http/problems.js";
import { hostOf, isMainHost } from "../../http/which.js";
import { withPlatform } from "../../tenancy/scope.js";
import { sendFile } from "./sendFile.js";

/** GET /media/operations/<id>/<name>?…: the file that an operation made, by a signed link, on the platform's own host alone. */
export const operationFileRouter = Router().get("/media/operations/:id/:name", (request, response) => {
  opened(request, response).then(
    (file) => sendFile(request, response, file, "attachment"),
    (error: unknown) => sendProblem(response, error),
  );
});

async function opened(request: Request, response: Response) {
  limit(`media:${request.ip ?? ""}`, 600, response);
  const { id } = request.params;
  if (!isMainHost(hostOf(request))) throw problem("not_found");
  if (typeof id !== "string" || !opensOperation(id, request.query))
    throw problem("forbidden", "This link is not in force: ask for a new one");
  const operation = await withPlatform(() => Operation.findByPk(id), { readOnly: true });
  const { key, bytes, sha256 } = (operation?.result ?? {}) as Record<string, unknown>;
  if (operation?.status !== "done" || typeof key !== "string" || typeof sha256 !== "string") throw problem("not_found");
  const name = `${key.split("/")[0] ?? "school"}-${operation.createdAt.toISOString().slice(0, 10)}.tar.gz`;
  return { key, name, contentType: "application/gzip", bytes: Number(bytes), sha256 };
}
