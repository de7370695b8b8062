import { randomBytes } from "node:crypto";
import { open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** A file of its own on this machine's disk, until it is closed. */
export interface Draft {
  /** Writes all of it, piece after piece: what makes the pieces waits for the disk. */
  write(source: AsyncIterable<string | Uint8Array>): Promise<void>;
  /** All that was written; closes the file when it has been read, or when its reader goes away. */
  readable(): Readable;
  size(): Promise<number>;
  close(): Promise<void>;
}

/**
 * A file that has no name any more: only this process can open it, and whatever ends the process frees it. So no list of
 * children is ever left behind in a temporary folder.
 */
export async function openDraft(): Promise<Draft> {
  const path = join(tmpdir(), `formroom-${randomBytes(9).toString("base64url")}`);
  const file = await open(path, "wx+", 0o600);
  await unlink(path);
  let closed = false;
  return {
    write: async (source) => {
      for await (const part of source) await file.writeFile(part);
    },
    readable: () => {
      closed = true;
      return file.createReadStream({ start: 0 });
    },
    size: async () => (await file.stat()).size,
    close: async () => {
      if (closed) return;
      closed = true;
      await file.close();
    },
  };
}
