/** What is used of yazl 3.3, which brings no types. */
declare module "yazl" {
  import type { EventEmitter } from "node:events";
  import type { Readable } from "node:stream";

  export class ZipFile extends EventEmitter {
    outputStream: Readable;
    addReadStream(stream: Readable, path: string, options?: { mtime?: Date; mode?: number }): void;
    addBuffer(buffer: Buffer, path: string, options?: { mtime?: Date; mode?: number }): void;
    end(): void;
  }
}
