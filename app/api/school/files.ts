import { z } from "zod";
import { storeUpload } from "../../commands/files/storeUpload.js";
import { accepted } from "../../files/accepted.js";
import { asSchool } from "../../http/asSchool.js";
import { limit } from "../../http/limits.js";
import { Reply } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { readUpload } from "../../http/upload.js";
import type { Actor } from "../../policies/Actor.js";

const r = routes("school", "school");

/**
 * Anybody who signed in himself (his own signature, a pupil's photo); a key needs to be one that writes students or
 * settings. A file alone shows nowhere: what refers to it (students, staff, settings) asks for its own permission.
 */
const mayUpload = (actor: Actor): boolean =>
  actor.kind !== "key" || actor.may("students.write") || actor.may("settings.write");

r.route({
  method: "post",
  path: "/files",
  scope: "self",
  may: "signed-in",
  status: 201,
  summary: "Send a crest, photo, signature or document: PNG, JPEG, WebP or PDF, at most 10 MB",
  upload: "file",
  answer: z.strictObject({ id: z.uuid(), url: z.string(), contentType: z.string(), bytes: z.int() }),
  handler: async (input) => {
    const open = await asSchool(input, mayUpload);
    // Before a byte is read: a stale token or a suspended school sends no 10 MB first.
    await open(async () => undefined, { readOnly: true });
    limit(`upload:${input.caller.userId ?? input.caller.keyHash ?? ""}`, 60, input.response);
    const { name, bytes } = await readUpload(input.request);
    const file = await storeUpload(open, name, accepted(bytes));
    return new Reply(file, { status: 201, headers: { Location: file.url } });
  },
});

export const filesRouter = r.router;
