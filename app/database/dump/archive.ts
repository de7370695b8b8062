import { createHash } from "node:crypto";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import tar from "tar-stream";
import type { Part } from "./format.js";

/** A tar that is being written: each entry answers its size and sum. Backpressure reaches whoever adds. */
export interface Archive {
  add(name: string, bytes: Buffer): Promise<Part>;
  stream(name: string, bytes: number, body: Readable): Promise<Part>;
}

/**
 * A stream of tar and gzip that `fill` writes as fast as the reader takes it. An error of `fill` ends the stream with it, so
 * that no reader takes half an archive for a whole one.
 */
export function archive(fill: (archive: Archive) => Promise<void>, { compress = true } = {}): Readable {
  const pack = tar.pack();
  const out = new PassThrough();
  const packed = compress ? pipeline(pack, createGzip({ level: 1 }), out) : pipeline(pack, out);
  packed.catch(() => undefined); // told to the reader by `out`; nobody listening, it would end the process
  const filled = async () => {
    try {
      await fill(writer(pack));
      pack.finalize();
    } catch (error) {
      pack.destroy(error as Error);
      out.destroy(error as Error);
    }
  };
  void filled();
  return out;
}

function writer(pack: tar.Pack): Archive {
  const mtime = new Date(0);
  // A reader that went away closes the pack: whoever waits for room in it must hear of that.
  let fail: (error: Error) => void = () => undefined;
  pack.once("close", () => fail(new Error("the archive's reader is gone")));
  const open = () => {
    if (pack.destroyed) throw new Error("the archive's reader is gone");
  };
  return {
    add: async (name, bytes) => {
      open();
      await new Promise<void>((resolve, reject) => {
        fail = reject;
        pack.entry({ name, mtime }, bytes, (error) => (error ? reject(error) : resolve()));
      });
      return { name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    },
    async stream(name, bytes, body) {
      open();
      const hash = createHash("sha256");
      const hashed = async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          yield chunk;
        }
      };
      await pipeline(body, hashed, pack.entry({ name, mtime, size: bytes }));
      return { name, bytes, sha256: hash.digest("hex") };
    },
  };
}
