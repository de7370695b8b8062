import type { Readable } from "node:stream";
import type { LinkTarget } from "./signedLinks.js";

/** What is known of bytes that were stored. `sha256` is lower-case hex: the file's ETag. */
export interface Stored {
  bytes: number;
  sha256: string;
}

/** A part of a file, both ends included, as HTTP counts. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where files lie. Keys begin with the school's schema (`keyOf`); a key is written once and never changed, so whoever
 * holds a row's key and hash may keep the bytes as long as they like. Nothing here is called inside a scope.
 */
export interface Storage {
  /** Stores all of `body` under `key`, or nothing: a reader never sees half a file. */
  put(key: string, body: Readable | Uint8Array): Promise<Stored>;
  /** The bytes, or a part of them. The stream fails with ENOENT when there are none. */
  get(key: string, range?: ByteRange): Readable;
  /** Size in bytes, or null where nothing is stored. */
  stat(key: string): Promise<{ bytes: number } | null>;
  /** Takes a file away; one that is not there is no error. */
  delete(key: string): Promise<void>;
  /** Takes away all that lies below `schema` or `schema/part/…`, drafts of a writer who died among it. */
  clear(prefix: string): Promise<void>;
  /** A link that anybody may follow for a while: path and query, to be put behind an origin. */
  signedUrl(target: LinkTarget): string;
}
