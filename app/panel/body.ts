import busboy from "busboy";
import express, { type Request, type RequestHandler } from "express";
import { problem } from "../errors.js";

/** What a form may be: AdminJS sends the whole record as text fields. Files have no door here. */
const LIMITS = { fields: 2000, fieldSize: 200_000, fieldNameSize: 300, files: 0, parts: 2000 };
const SIZE = "1mb";

const json = express.json({ limit: SIZE });
const urlencoded = express.urlencoded({ limit: SIZE, extended: false, parameterLimit: LIMITS.fields });

/** Reads a form's or script's body whole before any scope opens: a slow sender must hold no connection (panel.md 2.2). */
export const readBody: RequestHandler = (request, response, next) => {
  if (request.is("multipart/form-data")) {
    readMultipart(request).then((fields) => {
      request.body = fields;
      next();
    }, next);
  } else json(request, response, (error) => (error ? next(error) : urlencoded(request, response, next)));
};

function readMultipart(request: Request): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let size = 0;
    const parser = busboy({ headers: request.headers, limits: LIMITS, defParamCharset: "utf8" });
    const refuse = (error: Error) => {
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    parser.on("field", (name, value, info) => {
      size += name.length + value.length;
      if (info.nameTruncated || info.valueTruncated || size > 1_000_000) refuse(problem("too_large"));
      else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
    });
    for (const event of ["fieldsLimit", "partsLimit", "filesLimit"] as const)
      parser.on(event, () => refuse(problem(event === "filesLimit" ? "unsupported_media_type" : "too_large")));
    parser.on("error", () => refuse(problem("malformed_json", "The form could not be read")));
    parser.on("close", () => resolve(fields));
    request.on("aborted", () => reject(problem("malformed_json", "The form did not arrive whole")));
    request.pipe(parser);
  });
}
