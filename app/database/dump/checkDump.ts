import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { publicMigrations, schoolMigrations } from "../streams.js";
import { FORMAT, MANIFEST, manifestSchema, PRODUCT, type Manifest, type Part } from "./format.js";
import { damaged, entriesOf, wholeOf } from "./readDump.js";

const MANIFEST_BYTES = 64 * 1024 * 1024;

/**
 * Reads an archive from its first byte to its last and answers its manifest: every entry is there with its size and sum,
 * none is there that the manifest does not name, and this version knows its level. Nothing is written before this.
 * @throws 422 at /file
 */
export async function checkDump(source: Readable): Promise<Manifest> {
  const found: Part[] = [];
  let manifest: Manifest | undefined;
  for await (const entry of entriesOf(source)) {
    if (manifest) throw damaged("goes on after its end");
    if (entry.name === MANIFEST) {
      manifest = readManifest(await wholeOf(entry, MANIFEST_BYTES));
      continue;
    }
    const hash = createHash("sha256");
    for await (const chunk of entry.body) hash.update(chunk);
    found.push({ name: entry.name, bytes: entry.bytes, sha256: hash.digest("hex") });
  }
  if (!manifest) throw damaged(found.length ? "is cut off: it has no manifest" : "is no export of Formroom");
  compare(found, manifest);
  await known(manifest);
  return manifest;
}

function readManifest(bytes: Buffer): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw damaged("has a manifest that is not JSON");
  }
  const { product, format } = (json ?? {}) as { product?: unknown; format?: unknown };
  if (product !== PRODUCT) throw damaged(`is of another product: ${JSON.stringify(product ?? null).slice(0, 60)}`);
  if (format !== FORMAT)
    throw damaged(`has format ${JSON.stringify(format ?? null).slice(0, 20)}; this version reads ${FORMAT}`);
  const read = manifestSchema.safeParse(json);
  if (!read.success) throw damaged(`has a manifest that cannot be read: ${read.error.issues[0]?.path.join(".") ?? ""}`);
  return read.data;
}

function compare(found: Part[], { public: shared, tables, files }: Manifest): void {
  const told = [...shared.flatMap(({ parts }) => parts), ...tables.flatMap(({ parts }) => parts), ...files];
  for (const [at, part] of told.entries()) {
    const there = found[at];
    if (there?.name !== part.name) throw damaged(`lacks a part: ${part.name}`);
    if (there.bytes !== part.bytes || there.sha256 !== part.sha256) throw damaged(`was changed: ${part.name}`);
  }
  const more = found[told.length];
  if (more) throw damaged(`has a part that its manifest does not name: ${more.name}`);
}

/** A newer version's tables mean something that this one cannot know; a level between ours would be another history. */
async function known({ ledger, publicLevel }: Manifest): Promise<void> {
  const ours = (await schoolMigrations()).map(({ name }) => name);
  const strange = ledger.find((name, at) => ours[at] !== name);
  if (strange !== undefined)
    throw damaged(`is of a newer version of Formroom (${ledger.at(-1) ?? ""}): update this one first`);
  if (!(await publicMigrations()).some(({ name }) => name === publicLevel))
    throw damaged(`is of a newer version of Formroom (public ${publicLevel.slice(0, 60)}): update this one first`);
}
