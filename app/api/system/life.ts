import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { cancelOperation, cloneClient, deleteClient, exportClient, restoreClient } from "../../commands/life/asked.js";
import { importFile, importSchema } from "../../commands/life/importFile.js";
import { answerSchema } from "../../door/answer.js";
import { parsed } from "../../door/input.js";
import { env } from "../../env.js";
import { platformActor } from "../../http/asPlatform.js";
import { limit } from "../../http/limits.js";
import { routes } from "../../http/routes.js";
import { uploadToDisk } from "../../http/uploadToDisk.js";
import { actAs } from "../../policies/Actor.js";
import { withPlatform } from "../../tenancy/scope.js";
import { operations } from "../../../resources/operations.js";
import { accepted } from "./accepted.js";

const toPoll = { status: 202, at: "/operations" };

const r = routes("system", "public");
r.verb("/schools/:id/export", exportClient, toPoll);
r.verb("/schools/:id/clone", cloneClient, toPoll);
r.verb("/schools/:id", deleteClient, { ...toPoll, method: "delete" });
r.verb("/schools/:id/restore", restoreClient, toPoll);
r.list("/operations", operations);
r.get("/operations/:id", operations);
r.verb("/operations/:id/cancel", cancelOperation);
r.route({
  method: "post",
  path: "/schools/import",
  scope: "self",
  may: "schools.write",
  status: 202,
  summary:
    "Make a school of an export: file, and as fields beside it schemaName, and name and domain if they are to be others",
  upload: "file",
  answer: answerSchema(operations),
  handler: async (input) => {
    const actor = await platformActor(input, "schools.write");
    limit(`import:${actor.id}`, 20, input.response);
    const folder = join(resolve(env.FORMROOM_HOME), "tmp");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${randomUUID()}.import`);
    try {
      const { fields } = await uploadToDisk(input.request, path, env.IMPORT_BYTES);
      const operation = await importFile(path, parsed(importSchema, fields), actor);
      return await withPlatform(async () => {
        actAs(actor);
        return accepted(input.request, operation);
      });
    } finally {
      await rm(path, { force: true });
    }
  },
});

export const lifeRouter = r.router;
