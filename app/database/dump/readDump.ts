import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import { fieldError, invalid, type Problem } from "../../errors.js";
import { ENTRY } from "./format.js";

export interface DumpEntry {
  name: string;
  bytes: number;
  body: AsyncIterable<Buffer>;
}

/** What is wrong with a file, in words: 422 at /file. */
export const damaged = (message: string): Problem => invalid(fieldError("/file", message));

/**
 * The entries of an archive in order; what of a body was not read when the next is asked for is passed over.
 * @throws 422 at /file for what is no archive, is cut off, or has an entry that none of ours would have
 */
export async function* entriesOf(
  source: Readable,
  { compressed = true, names = ENTRY } = {},
): AsyncGenerator<DumpEntry> {
  const extract = tar.extract();
  const done = (error: Error | null | undefined) => {
    if (error) extract.destroy(error);
  };
  if (compressed) pipeline(source, createGunzip(), extract, done);
  else pipeline(source, extract, done);
  try {
    for await (const entry of extract) {
      const { name, type = "file", size = 0 } = entry.header;
      if (type !== "file" || !names.test(name))
        throw damaged(`has an entry that is none of Formroom's: ${JSON.stringify(name.slice(0, 100))}`);
      yield { name, bytes: size, body: bodyOf(entry as AsyncIterable<Buffer>) };
      entry.resume(); // whoever did not want it has not read it: the next one waits behind it
    }
  } catch (error) {
    throw worded(error as Error & { code?: string });
  } finally {
    source.destroy();
    extract.destroy();
  }
}

/** An entry's bytes; the stream's end in mid-entry is told to whoever reads it, in the same words. */
async function* bodyOf(entry: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* entry;
  } catch (error) {
    throw worded(error as Error & { code?: string });
  }
}

/** zlib's and tar's own words tell an operator nothing. */
function worded(error: Error & { code?: string }): Error {
  if (error.name === "Problem" || error.code === "ENOENT") return error;
  if (error.code === "Z_DATA_ERROR" && /header/.test(error.message)) return damaged("is no export of Formroom");
  if (
    error.code?.startsWith("Z_") ||
    /unexpected end|premature|invalid tar|checksum|size mismatch|writable stream closed/i.test(error.message)
  )
    return damaged("is cut off or damaged");
  return error;
}

/** All of an entry, at most `limit` bytes. */
export async function wholeOf({ name, bytes, body }: DumpEntry, limit: number): Promise<Buffer> {
  if (bytes > limit) throw damaged(`has an entry that is too large: ${name}`);
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}
