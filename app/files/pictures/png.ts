import { BrokenPicture, part, type Picture } from "./Picture.js";

/** What a picture needs to look as it should; text, time, EXIF and private chunks are not among it. */
const NEEDED = new Set([
  "IHDR",
  "PLTE",
  "IDAT",
  "IEND",
  "tRNS",
  "gAMA",
  "cHRM",
  "sRGB",
  "iCCP",
  "sBIT",
  "bKGD",
  "pHYs",
]);

/** A PNG without texts, time, EXIF, private chunks, and whatever follows its end. */
export function png(bytes: Buffer): Picture {
  const kept = [part(bytes, 0, 8)];
  let [at, width, height] = [8, 0, 0];
  const seen = new Set<string>();
  while (!seen.has("IEND")) {
    const length = part(bytes, at, 8).readUInt32BE(0);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const chunk = part(bytes, at, 12 + length);
    if (seen.size === 0) {
      if (type !== "IHDR" || length !== 13) throw new BrokenPicture("its header is missing");
      [width, height] = [chunk.readUInt32BE(8), chunk.readUInt32BE(12)];
    }
    seen.add(type);
    if (NEEDED.has(type)) kept.push(chunk);
    at += chunk.length;
  }
  if (!seen.has("IDAT")) throw new BrokenPicture("there is nothing in it");
  return { bytes: Buffer.concat(kept), width, height };
}
