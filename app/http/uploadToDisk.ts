import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Request } from "express";
import { fieldError, invalid } from "../errors.js";
import { readForm } from "./multipart.js";

/** A form with one large file, as it arrived. */
export interface LargeUpload {
  fields: Record<string, string>;
  bytes: number;
}

/**
 * Reads a multipart body whose file, called `file`, goes to `path` as it comes: memory does not grow with it. The fields beside
 * it are short (`readForm`). Whoever calls it removes the file whatever happens.
 * @throws 415, 413, 422 at /file
 */
export async function uploadToDisk(request: Request, path: string, limit: number): Promise<LargeUpload> {
  const form = {
    bytes: limit,
    tooLarge: `A file has at most ${Math.floor(limit / 1e6)} MB here (IMPORT_BYTES)`,
    fields: 10,
    tooMany: "must be the only file, beside few fields",
  };
  const { file: bytes, fields } = await readForm(request, form, async (stream) => {
    const to = createWriteStream(path, { flags: "wx", mode: 0o600 });
    await pipeline(stream, to);
    return to.bytesWritten;
  });
  if (!bytes) throw invalid(fieldError("/file", "is missing"));
  return { fields, bytes };
}
