import { statfsSync } from "node:fs";

/** Bytes that may still be written on the disk that holds `path` (what is kept for root is not counted). */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}
