import type { Readable } from "node:stream";
import busboy from "busboy";
import type { Request } from "express";
import { fieldError, invalid, problem } from "../errors.js";
import { assertNoScope } from "../tenancy/context.js";

/** What the frame around a file may take: its boundary and headers. */
const FRAME_BYTES = 64 * 1024;

interface Form {
  /** The file's most bytes, and what is said of one that has more. */
  bytes: number;
  tooLarge: string;
  /** How many short fields may stand beside it, and what is said of more. */
  fields: number;
  tooMany: string;
}

/**
 * Reads a multipart body with one file, called `file`: `take` gets its bytes as they come. Whoever calls it has checked the
 * credential; a scope must not be open (a slow sender would hold a connection).
 * @returns what `take` made of the file, undefined when there was none, and the fields beside it
 * @throws 415, 413 (by Content-Length before a byte is read, or by count), 422 at /file
 */
export function readForm<T>(
  request: Request,
  form: Form,
  take: (file: Readable, name: string) => Promise<T>,
): Promise<{ file: T | undefined; fields: Record<string, string> }> {
  assertNoScope("reading an upload");
  if (!request.is("multipart/form-data")) throw problem("unsupported_media_type", "Send multipart/form-data");
  const tooLarge = () => problem("too_large", { detail: form.tooLarge, headers: { Connection: "close" } });
  if (Number(request.headers["content-length"] ?? 0) > form.bytes + FRAME_BYTES) throw tooLarge();
  const parser = parserOf(request, form);
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      request.unpipe(parser);
      request.resume();
      reject(error);
      // Ends what `take` reads from, which would wait for the rest for ever; later, since busboy is at work in its own event.
      setImmediate(() => parser.destroy());
    };
    const unreadable = () => refuse(problem("malformed_json", "The form could not be read"));
    const fields: Record<string, string> = {};
    let taken: Promise<T> | undefined;
    parser.on("field", (name, value) => (fields[name] = value));
    parser.on("file", (field, stream, { filename }) => {
      // A body that is cut off ends the file's own stream with an error, too; nobody listening, it would end the process.
      stream.on("error", unreadable);
      stream.on("limit", () => refuse(tooLarge()));
      if (field !== "file") {
        stream.resume();
        return refuse(invalid(fieldError("/file", "is missing: the field is called file")));
      }
      taken = take(stream, filename ?? "");
      taken.catch(refuse);
    });
    for (const event of ["filesLimit", "fieldsLimit", "partsLimit"] as const)
      parser.on(event, () => refuse(invalid(fieldError("/file", form.tooMany))));
    parser.on("error", unreadable);
    parser.on("close", () => {
      Promise.resolve(taken).then(
        (file) => resolve({ file, fields }),
        () => undefined, // refused already
      );
    });
    request.on("aborted", () => refuse(problem("malformed_json", "The form did not arrive whole")));
    request.pipe(parser);
  });
}

function parserOf({ headers }: Request, { bytes, fields }: Form) {
  const limits = {
    files: 1,
    fields,
    parts: fields + 2,
    fileSize: bytes,
    fieldSize: 1000,
    fieldNameSize: 100,
    headerPairs: 20,
  };
  try {
    return busboy({ headers, limits, defParamCharset: "utf8" });
  } catch {
    throw problem("malformed_json", "The form could not be read"); // no boundary
  }
}
