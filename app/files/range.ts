import type { ByteRange } from "./Storage.js";

/**
 * The part that a Range header asks of a file of `size` bytes (RFC 9110, 14.1.2): one range of bytes, a suffix too.
 * Null when the whole file is to be sent (no header, another unit, several ranges, nonsense); "unsatisfiable" → 416.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < start) return null; // not a range at all: ignored, as the RFC says
  return start >= size ? "unsatisfiable" : { start, end };
}
