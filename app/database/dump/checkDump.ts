import type { Readable } from "node:stream";
import { publicMigrations, schoolMigrations } from "../streams.js";
import { compare, readToEnd } from "./checked.js";
import { FORMAT, manifestSchema, PRODUCT, type Manifest } from "./format.js";
import { damaged, entriesOf } from "./readDump.js";

/**
 * Reads an archive from its first byte to its last and answers its manifest: every entry is there with its size and sum,
 * none is there that the manifest does not name, and this version knows its level. Nothing is written before this.
 * @throws 422 at /file
 */
export async function checkDump(source: Readable): Promise<Manifest> {
  const { found, manifest: json } = await readToEnd(entriesOf(source), "export");
  const manifest = readManifest(json);
  const { public: shared, tables, files } = manifest;
  compare(found, [...[...shared, ...tables].flatMap(({ parts }) => parts), ...files]);
  await known(manifest);
  return manifest;
}

function readManifest(json: unknown): Manifest {
  const { product, format } = (json ?? {}) as { product?: unknown; format?: unknown };
  if (product !== PRODUCT) throw damaged(`is of another product: ${JSON.stringify(product ?? null).slice(0, 60)}`);
  if (format !== FORMAT)
    throw damaged(`has format ${JSON.stringify(format ?? null).slice(0, 20)}; this version reads ${FORMAT}`);
  const read = manifestSchema.safeParse(json);
  if (!read.success) throw damaged(`has a manifest that cannot be read: ${read.error.issues[0]?.path.join(".") ?? ""}`);
  return read.data;
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
