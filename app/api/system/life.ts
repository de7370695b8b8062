import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { cancelOperation, cloneClient, deleteClient, exportClient, restoreClient } from "../../commands/life/asked.js";
import { importFile, importSchema } from "../../commands/life/importFile.js";
import { answerSchema, present } from "../../door/answer.js";
import { parsed } from "../../door/input.js";
import { env } from "../../env.js";
import { platformActor } from "../../http/asPlatform.js";
import { limit } from "../../http/limits.js";
import { Reply } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { uploadToDisk } from "../../http/uploadToDisk.js";
import { actAs } from "../../policies/Actor.js";
import { withPlatform } from "../../tenancy/scope.js";
import { operations } from "../../../resources/operations.js";

const accepted = { status: 202, at: "/operations" };

const r = routes("system", "public");
r.verb("/schools/:id/export", exportClient, accepted);
r.verb("/schools/:id/clone", cloneClient, accepted);
r.verb("/schools/:id", deleteClient, { ...accepted, method: "delete" });
r.verb("/schools/:id/restore", restoreClient, accepted);
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
      const shown = await withPlatform(async () => {
        actAs(actor);
        return present(operations, operation);
      });
      return new Reply(shown, {
        status: 202,
        headers: { Location: `${input.request.baseUrl}/operations/${operation.id}` },
      });
    } finally {
      await rm(path, { force: true });
    }
  },
});

export const lifeRouter = r.router;
