import { createHash } from "node:crypto";
import { MANIFEST, type Part } from "./format.js";
import { damaged, wholeOf, type DumpEntry } from "./readDump.js";

const MANIFEST_BYTES = 64 * 1024 * 1024;

/**
 * Reads an archive from its first byte to its last: every entry's size and sum, and what its manifest says, which is its
 * last entry.
 * @param what the archive should be, for whoever sent something else
 * @throws 422 at /file
 */
export async function readToEnd(
  entries: AsyncIterable<DumpEntry>,
  what: string,
): Promise<{ found: Part[]; manifest: unknown }> {
  const found: Part[] = [];
  let read: { manifest: unknown } | undefined;
  for await (const entry of entries) {
    if (read) throw damaged("goes on after its end");
    if (entry.name === MANIFEST) read = { manifest: parsed(await wholeOf(entry, MANIFEST_BYTES)) };
    else found.push(await summed(entry));
  }
  if (!read) throw damaged(found.length ? "is cut off: it has no manifest" : `is no ${what} of Formroom`);
  return { found, ...read };
}

/** Every part that the manifest tells of is there, in its order and as it was written, and no other. @throws 422 at /file */
export function compare(found: readonly Part[], told: readonly Part[]): void {
  for (const [at, part] of told.entries()) {
    const there = found[at];
    if (there?.name !== part.name) throw damaged(`lacks a part: ${part.name}`);
    if (there.bytes !== part.bytes || there.sha256 !== part.sha256) throw damaged(`was changed: ${part.name}`);
  }
  const more = found[told.length];
  if (more) throw damaged(`has a part that its manifest does not name: ${more.name}`);
}

async function summed({ name, bytes, body }: DumpEntry): Promise<Part> {
  const hash = createHash("sha256");
  for await (const chunk of body) hash.update(chunk);
  return { name, bytes, sha256: hash.digest("hex") };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw damaged("has a manifest that is not JSON");
  }
}
