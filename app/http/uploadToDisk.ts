import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import type { Request } from "express";
import { fieldError, invalid, problem } from "../errors.js";
import { assertNoScope } from "../tenancy/context.js";

/** A form with one large file, as it arrived. */
export interface LargeUpload {
  fields: Record<string, string>;
  bytes: number;
}

/**
 * Reads a multipart body whose file, called `file`, goes to `path` as it comes: memory does not grow with it. The fields beside
 * it are short. Whoever calls it has checked the credential, and removes the file whatever happens.
 * @throws 415, 413 (by Content-Length before a byte is read, or by count), 422 at /file
 */
export async function uploadToDisk(request: Request, path: string, limit: number): Promise<LargeUpload> {
  assertNoScope("reading an upload");
  if (!request.is("multipart/form-data")) throw problem("unsupported_media_type", "Send multipart/form-data");
  const tooLarge = () =>
    problem("too_large", {
      detail: `A file has at most ${Math.floor(limit / 1e6)} MB here (IMPORT_BYTES)`,
      headers: { Connection: "close" },
    });
  if (Number(request.headers["content-length"] ?? 0) > limit + 65_536) throw tooLarge();
  const parser = parserOf(request, limit);
  const fields: Record<string, string> = {};
  const unreadable = () => problem("malformed_json", "The form did not arrive whole");
  return new Promise((resolve, reject) => {
    let bytes: number | undefined;
    let written: Promise<void> = Promise.resolve();
    const refuse = (error: Error) => {
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    parser.on("field", (name, value) => (fields[name] = value));
    parser.on("file", (field, stream) => {
      stream.on("limit", () => refuse(tooLarge()));
      if (field !== "file") {
        stream.resume();
        return refuse(invalid(fieldError("/file", "is missing: the field is called file")));
      }
      const to = createWriteStream(path, { flags: "wx", mode: 0o600 });
      written = pipeline(stream, to).then(() => void (bytes = to.bytesWritten));
      written.catch(refuse);
    });
    for (const event of ["filesLimit", "fieldsLimit", "partsLimit"] as const)
      parser.on(event, () => refuse(invalid(fieldError("/file", "must be the only file, beside few fields"))));
    parser.on("error", () => refuse(unreadable()));
    parser.on("close", () => {
      written.then(
        () => (bytes ? resolve({ fields, bytes }) : reject(invalid(fieldError("/file", "is missing")))),
        () => undefined,
      );
    });
    request.on("aborted", () => refuse(unreadable()));
    request.pipe(parser);
  });
}

function parserOf(request: Request, limit: number) {
  const limits = {
    files: 1,
    fields: 10,
    parts: 11,
    fileSize: limit,
    fieldSize: 1000,
    fieldNameSize: 100,
    headerPairs: 20,
  };
  try {
    return busboy({ headers: request.headers, limits, defParamCharset: "utf8" });
  } catch {
    throw problem("malformed_json", "The form could not be read"); // no boundary
  }
}
