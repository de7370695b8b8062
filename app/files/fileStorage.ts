import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { assertNoScope } from "../tenancy/context.js";
import { wellFormed } from "./keys.js";
import { signedLink } from "./signedLinks.js";
import type { Storage } from "./Storage.js";

/** Files in a folder of this machine (or a mounted one): `folder/<key>`, readable by our account only. */
export function fileStorage(folder: string): Storage {
  const root = resolve(folder);
  const pathOf = (key: string) => join(root, wellFormed(key));
  return {
    async put(key, body) {
      assertNoScope("storing a file");
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
      try {
        const stored = await write(draft, body instanceof Readable ? body : [body]);
        await rename(draft, path);
        await syncFolder(dirname(path));
        return stored;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    get: (key, range) => createReadStream(pathOf(key), range),
    async stat(key) {
      assertNoScope("looking at a file");
      try {
        const { size } = await stat(pathOf(key));
        return { bytes: size };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    delete: (key) => rm(pathOf(key), { force: true }),
    async clear(prefix) {
      assertNoScope("taking files away");
      // `x` stands for any file below it: the prefix is held to the same rule as a key.
      await rm(dirname(pathOf(`${prefix}/x`)), { recursive: true, force: true });
    },
    signedUrl: signedLink,
  };
}

/** Writes and flushes to the disk before it returns: the row that is committed next must never lead to lost bytes. */
async function write(path: string, body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const hash = createHash("sha256");
  const file = await open(path, "wx", 0o600);
  let bytes = 0;
  try {
    for await (const part of body) {
      hash.update(part);
      bytes += part.length;
      await file.writeFile(part);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** A rename is kept only once its folder is on the disk, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
