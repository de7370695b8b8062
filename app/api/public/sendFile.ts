import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import type { SentFile } from "../../commands/reports/cardFile.js";
import { problem } from "../../errors.js";
import { disposition } from "../../files/disposition.js";
import { wellFormed } from "../../files/keys.js";
import { storage } from "../../files/openStorage.js";
import { rangeOf } from "../../files/range.js";
import { sendProblem } from "../../http/problems.js";
import { log } from "../../log.js";

/**
 * Sends a stored file: Range (206, suffix, 416), ETag = sha256, If-None-Match, If-Range, HEAD. Answers its own refusals.
 * Call it outside of any scope: a slow reader must hold no connection of the database.
 */
export async function sendFile(
  request: Request,
  response: Response,
  file: SentFile,
  kind: "attachment" | "inline",
): Promise<void> {
  try {
    await send(request, response, file, kind);
  } catch (error) {
    // A reader who went away is no error; an answer that has begun can only be broken off.
    if (response.headersSent) response.destroy();
    else sendProblem(response, error);
  }
}

async function send(
  request: Request,
  response: Response,
  file: SentFile,
  kind: "attachment" | "inline",
): Promise<void> {
  const size = Number(file.bytes);
  const key = wellFormed(file.key);
  const found = await storage().stat(key);
  if (found?.bytes !== size) {
    log.error({ key, bytes: found?.bytes }, "a stored file is missing or has another size");
    throw problem("not_found");
  }
  const etag = `"${file.sha256}"`;
  response.set(headersOf(file, kind, etag));
  if (matches(request.headers["if-none-match"], etag)) return void response.status(304).end();
  const ifRange = request.headers["if-range"];
  const range = ifRange === undefined || ifRange === etag ? rangeOf(request.headers.range, size) : null;
  if (range === "unsatisfiable") return void response.status(416).set("Content-Range", `bytes */${size}`).end();
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.status(range ? 206 : 200).set("Content-Length", String(end - start + 1));
  if (range) response.set("Content-Range", `bytes ${start}-${end}/${size}`);
  if (request.method === "HEAD" || size === 0) return void response.end();
  await pipeline(storage().get(key, { start, end }), response);
}

function headersOf(
  { name, contentType }: SentFile,
  kind: "attachment" | "inline",
  etag: string,
): Record<string, string> {
  return {
    "Content-Type": contentType,
    "Content-Disposition": disposition(kind, name),
    ETag: etag,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-cache",
    "X-Content-Type-Options": "nosniff",
    // What a school uploaded never runs as a page of ours; browsers show no PDF in a sandbox.
    "Content-Security-Policy":
      contentType === "application/pdf"
        ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
        : "sandbox",
  };
}

const matches = (header: string | undefined, etag: string): boolean =>
  header === "*" || (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
