import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { brotliDecompressSync } from "node:zlib";

const BLOCK = 512;

/** Unpacks a small brotli-packed ustar archive (plain files and folders only) into `folder`. Refuses names that lead out. */
export async function untarBrotli(archive: string, folder: string): Promise<void> {
  const bytes = brotliDecompressSync(await readFile(archive));
  for (let at = 0; at + BLOCK <= bytes.length;) {
    const name = textAt(bytes, at, 100);
    if (name === "") return;
    const size = parseInt(textAt(bytes, at + 124, 12), 8);
    const kind = String.fromCharCode(bytes[at + 156] ?? 0);
    const path = join(folder, normalize(name));
    if (!path.startsWith(folder)) throw new Error(`The archive names a file outside: ${name}`);
    if (kind === "5") await mkdir(path, { recursive: true });
    if (kind === "0" || kind === "\0") {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes.subarray(at + BLOCK, at + BLOCK + size));
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textAt(bytes: Buffer, from: number, length: number): string {
  const field = bytes.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end).trim();
}
