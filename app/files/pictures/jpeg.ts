import { BrokenPicture, part, type Picture } from "./Picture.js";

const [EOI, SOS, APP0, APP1, APP2, APP14, APP15, COM] = [0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe];
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/**
 * A JPEG without EXIF (the place where a child was photographed), XMP, IPTC, comments, previews and whatever follows its
 * end. What a picture needs stays: JFIF, colour profile, Adobe's colour transform, and which way up it was held, which
 * stands in the EXIF and is written anew alone.
 */
export function jpeg(bytes: Buffer): Picture {
  const kept: Buffer[] = [];
  let [at, width, height, turned] = [2, 0, 0, 1];
  for (;;) {
    if (part(bytes, at, 2)[0] !== 0xff) throw new BrokenPicture("a marker is missing");
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) break;
    const length = standsAlone(marker) ? 2 : 2 + part(bytes, at + 2, 2).readUInt16BE(0);
    const segment = part(bytes, at, length);
    at += length;
    if (marker === APP1) turned = orientation(segment) ?? turned;
    if (isFrame(marker)) [height, width] = [part(segment, 5, 2).readUInt16BE(0), part(segment, 7, 2).readUInt16BE(0)];
    if (needed(marker, segment)) kept.push(segment);
    if (marker !== SOS) continue;
    const end = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, end));
    at = end;
  }
  const whole = [Buffer.from([0xff, 0xd8]), ...(turned === 1 ? [] : [onlyOrientation(turned)]), ...kept];
  return { bytes: Buffer.concat([...whole, Buffer.from([0xff, EOI])]), width, height };
}

function needed(marker: number, segment: Buffer): boolean {
  if (marker === APP0 || marker === APP14) return true;
  if (marker === APP2) return segment.subarray(4, 15).toString("latin1") === "ICC_PROFILE";
  return !((marker >= APP1 && marker <= APP15) || marker === COM);
}

/** Compressed data goes on until a marker; 0xff of its own is followed by 0, and restarts belong to it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new BrokenPicture("it is cut off");
}

/** Tag 0x0112 of an EXIF segment's first directory: 1 to 8. Anything odd in it is as if it were not there. */
function orientation(segment: Buffer): number | undefined {
  if (segment.subarray(4, 10).toString("latin1") !== "Exif\0\0") return undefined;
  const tiff = segment.subarray(10);
  const small = tiff.subarray(0, 2).toString("latin1") === "II";
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : small ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : small ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  for (let entry = 0; entry < Math.min(u16(directory), 500); entry++) {
    const at = directory + 2 + entry * 12;
    const value = u16(at + 8);
    if (u16(at) === 0x0112) return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An EXIF segment that says which way up the picture is, and nothing else. */
function onlyOrientation(value: number): Buffer {
  const head = Buffer.from("ffe100224578696600004d4d002a00000008", "hex");
  const entry = Buffer.from([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([head, entry]);
}
