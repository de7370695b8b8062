import { BrokenPicture, part, type Picture } from "./Picture.js";

const NEEDED = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** Bits of VP8X that say "EXIF follows" and "XMP follows". */
const TOLD = 0x08 | 0x04;

/** A WebP without EXIF, XMP and unknown chunks, and whatever follows its end. */
export function webp(bytes: Buffer): Picture {
  const end = 8 + part(bytes, 4, 4).readUInt32LE(0);
  part(bytes, 0, end);
  const kept: Buffer[] = [];
  let size: [number, number] | undefined;
  for (let at = 12; at + 8 <= end;) {
    const type = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const chunk = Buffer.from(part(bytes, at, 8 + length + (length % 2)));
    at += chunk.length;
    if (!NEEDED.has(type)) continue;
    size ??= sizeOf(type, chunk.subarray(8));
    if (type === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~TOLD;
    kept.push(chunk);
  }
  if (!size || !kept.some((chunk) => /^(VP8[ L]|ANMF)/.test(chunk.toString("latin1", 0, 4))))
    throw new BrokenPicture("there is nothing in it");
  const body = Buffer.concat([Buffer.from("WEBP"), ...kept]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return { bytes: Buffer.concat([head, body]), width: size[0], height: size[1] };
}

/** Width and height by the first chunk that tells them: the canvas, or the only frame. */
function sizeOf(type: string, data: Buffer): [number, number] | undefined {
  if (type === "VP8X") return [1 + part(data, 4, 3).readUIntLE(0, 3), 1 + part(data, 7, 3).readUIntLE(0, 3)];
  if (type === "VP8 ") return [part(data, 6, 2).readUInt16LE(0) & 0x3fff, part(data, 8, 2).readUInt16LE(0) & 0x3fff];
  if (type !== "VP8L") return undefined;
  const bits = part(data, 1, 4).readUInt32LE(0);
  return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
}
