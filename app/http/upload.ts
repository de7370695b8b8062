import busboy from "busboy";
import type { Request } from "express";
import { fieldError, invalid, problem } from "../errors.js";
import { assertNoScope } from "../tenancy/context.js";

export interface Upload {
  name: string;
  bytes: Buffer;
}

/** Uploads are at most 10 MB (api.md 1), so one is held in memory: nothing half-sent ever lies on the disk. */
export const UPLOAD_BYTES = 10 * 1024 * 1024;
/** What the frame around a file may take: its boundary and headers. */
const FRAME_BYTES = 64 * 1024;
const LIMITS = { files: 1, fields: 0, parts: 2, fileSize: UPLOAD_BYTES, fieldNameSize: 100, headerPairs: 20 };

/**
 * Reads the one file of a multipart body, called `file`. Whoever calls it has checked the credential; a scope must not be
 * open (a slow sender would hold a connection).
 * @throws 415, 413 (by Content-Length before a byte is read, or by count), 422 at /file
 */
export function readUpload(request: Request): Promise<Upload> {
  assertNoScope("reading an upload");
  if (!request.is("multipart/form-data")) throw problem("unsupported_media_type", "Send multipart/form-data");
  const tooLarge = () =>
    problem("too_large", { detail: "A file has at most 10 MB: make it smaller", headers: { Connection: "close" } });
  if (Number(request.headers["content-length"] ?? 0) > UPLOAD_BYTES + FRAME_BYTES) throw tooLarge();
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    const unreadable = () => refuse(problem("malformed_json", "The form could not be read"));
    const parser = parserOf(request);
    let found: Upload | undefined;
    parser.on("file", (field, stream, { filename }) => {
      if (field !== "file") return refuse(invalid(fieldError("/file", "is missing: the field is called file")));
      const parts: Buffer[] = [];
      stream.on("data", (bytes: Buffer) => parts.push(bytes));
      stream.on("limit", () => refuse(tooLarge()));
      // A body that is cut off ends the file's own stream with an error, too; nobody listening, it would end the process.
      stream.on("error", unreadable);
      stream.on("close", () => (found = { name: filename ?? "", bytes: Buffer.concat(parts) }));
    });
    for (const event of ["filesLimit", "fieldsLimit", "partsLimit"] as const)
      parser.on(event, () => refuse(invalid(fieldError("/file", "must be the only field, and one file"))));
    parser.on("error", unreadable);
    parser.on("close", () => {
      if (found?.bytes.length) resolve(found);
      else reject(invalid(fieldError("/file", found ? "is empty" : "is missing")));
    });
    request.on("aborted", () => refuse(problem("malformed_json", "The form did not arrive whole")));
    request.pipe(parser);
  });
}

function parserOf(request: Request) {
  try {
    return busboy({ headers: request.headers, limits: LIMITS, defParamCharset: "utf8" });
  } catch {
    throw problem("malformed_json", "The form could not be read"); // no boundary
  }
}
