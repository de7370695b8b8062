import { buffer } from "node:stream/consumers";
import type { Request } from "express";
import { fieldError, invalid } from "../errors.js";
import { readForm } from "./multipart.js";

export interface Upload {
  name: string;
  bytes: Buffer;
}

/** Uploads are at most 10 MB (api.md 1), so one is held in memory: nothing half-sent ever lies on the disk. */
export const UPLOAD_BYTES = 10 * 1024 * 1024;

/**
 * Reads the one file of a multipart body, called `file`, with nothing beside it (`readForm`).
 * @throws 415, 413, 422 at /file
 */
export async function readUpload(request: Request): Promise<Upload> {
  const form = {
    bytes: UPLOAD_BYTES,
    tooLarge: "A file has at most 10 MB: make it smaller",
    fields: 0,
    tooMany: "must be the only field, and one file",
  };
  const { file } = await readForm(request, form, async (stream, name) => ({ name, bytes: await buffer(stream) }));
  if (!file?.bytes.length) throw invalid(fieldError("/file", file ? "is empty" : "is missing"));
  return file;
}
