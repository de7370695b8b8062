import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { z } from "zod";
import type { Export, ExportOrder } from "../commands/exports/exportList.js";
import { exportList } from "../commands/exports/exportList.js";
import type { AnyResource } from "../door/define.js";
import { fieldError, invalid, problem } from "../errors.js";
import { disposition } from "../files/disposition.js";
import { languageFor } from "../locale/catalogue.js";
import { limit } from "../http/limits.js";
import { Reply, type Input } from "../http/route.js";
import { CONTENT_TYPES, FORMATS, type SheetFormat } from "../sheets/writeSheet.js";

/** What an export takes beside the list's own filters, sort and search. */
export const exportQuery = z.looseObject({
  format: z.enum(FORMATS).default("xlsx"),
  columns: z.string().max(2000).optional(),
  /** Of headings and words; left out, the request's Accept-Language counts. */
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
    .optional(),
});
type Query = z.output<typeof exportQuery>;

type Where = Pick<ExportOrder, "open" | "timezone">;

/** Answers the list of a kind as a file; `resources` says which kinds there are. At most ten a minute an actor. */
export async function exported(
  input: Input<unknown, Query>,
  resources: ReadonlyMap<string, AnyResource>,
  { open, timezone }: Where,
): Promise<Reply> {
  const { kind = "" } = input.params;
  const { response } = input;
  const resource = resources.get(kind);
  if (!resource) throw problem("not_found");
  limit(`export:${input.caller.userId ?? input.caller.keyHash ?? ""}`, 10, response);
  const { format, columns, language: asked, ...parameters } = input.query;
  for (const name of ["page", "pageSize"])
    if (name in parameters) throw invalid(fieldError(`/${name}`, "an export has no pages", "unknown_parameter"));
  const language = languageFor(asked ?? input.request.get("accept-language"));
  const gone = () => response.destroyed;
  const made = await exportList({ kind, resource, format, columns, parameters, timezone, language, open, gone });
  return new Reply(undefined, { send: () => void sendExport(response, made, format) });
}

/** Sends the file and lets go of it, also when the reader goes away. HEAD, too, has been told to the trail: it was made. */
async function sendExport(response: Response, { draft, name }: Export, format: SheetFormat): Promise<void> {
  try {
    response.set({
      "Content-Type": CONTENT_TYPES[format],
      "Content-Length": String(await draft.size()),
      "Content-Disposition": disposition("attachment", name),
      "X-Content-Type-Options": "nosniff",
    });
    await pipeline(draft.readable(), response);
  } catch {
    response.destroy(); // the reader went away, or the disk did: what has begun can only be broken off
  } finally {
    await draft.close();
  }
}
