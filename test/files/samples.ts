import { crc32, deflateSync } from "node:zlib";

const be = (value: number, bytes: number): Buffer => {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
};
/** What a picture must not tell: searched for in what was kept. */
export const SECRET = "GPS 17.8S 31.0E, Tariro's house";

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  return Buffer.concat([be(data.length, 4), body, be(crc32(body), 4)]);
}

/** A grey PNG that really opens, with everything beside the picture that may be in one. */
export function samplePng(width = 3, height = 2, more: Buffer[] = []): Buffer {
  const header = Buffer.concat([be(width, 4), be(height, 4), Buffer.from([8, 0, 0, 0, 0])]);
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    pngChunk("tEXt", Buffer.from(`Comment\0${SECRET}`)),
    pngChunk("eXIf", Buffer.from(`MM\0*${SECRET}`)),
    ...more,
    pngChunk("IDAT", rows),
    pngChunk("IEND", Buffer.alloc(0)),
    Buffer.from(`<script>${SECRET}</script>`),
  ]);
}

const segment = (marker: number, data: Buffer | string) => {
  const body = Buffer.from(data as string, "latin1");
  return Buffer.concat([Buffer.from([0xff, marker]), be(body.length + 2, 2), body]);
};

/** The parts of a JPEG in their order, the picture held sideways, with everything that a phone writes beside it. */
export function sampleJpeg(width = 40, height = 30, turned = 6, little = true): Buffer {
  const u16 = (value: number) => (little ? Buffer.from([value, 0]) : Buffer.from([0, value]));
  const u32 = (value: number) => (little ? Buffer.from([value, 0, 0, 0]) : Buffer.from([0, 0, 0, value]));
  const entry = Buffer.concat([
    little ? Buffer.from([0x12, 1]) : Buffer.from([1, 0x12]),
    u16(3),
    u32(1),
    u16(turned),
    u16(0),
  ]);
  const tiff = Buffer.concat([Buffer.from(little ? "II" : "MM"), u16(42), u32(8), u16(1), entry, u32(0)]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), tiff, Buffer.from(SECRET)])),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${SECRET}`),
    segment(0xe2, "ICC_PROFILE\0\x01\x01colours"),
    segment(0xe2, `MPF\0${SECRET}`),
    segment(0xed, `Photoshop 3.0\0${SECRET}`),
    segment(0xfe, SECRET),
    segment(0xdb, "\0".repeat(65)),
    segment(0xc2, Buffer.concat([Buffer.from([8]), be(height, 2), be(width, 2), Buffer.from([1, 1, 0x11, 0])])),
    segment(0xda, "\x01\x01\0\0\x3f\0"),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    segment(0xc4, "\0".repeat(17)),
    segment(0xda, "\x01\x01\0\0\x3f\0"),
    Buffer.from([0x78, 0xff, 0xd9]),
    Buffer.from(`${SECRET} and a second picture`),
  ]);
}

/** A WebP with a canvas, a colour profile, EXIF and XMP. */
export function sampleWebp(width = 50, height = 20): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(data.length);
    return Buffer.concat([Buffer.from(type), length, data, Buffer.alloc(data.length % 2)]);
  };
  const le24 = (value: number) => Buffer.from([value & 255, value >> 8, 0]);
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    chunk("VP8X", Buffer.concat([Buffer.from([0x20 | 0x08 | 0x04, 0, 0, 0]), le24(width - 1), le24(height - 1)])),
    chunk("ICCP", Buffer.from("colours")),
    chunk("VP8L", Buffer.from([0x2f, 0, 0, 0, 0])),
    chunk("EXIF", Buffer.from(SECRET)),
    chunk("XMP ", Buffer.from(SECRET)),
  ]);
  const head = Buffer.from("RIFF\0\0\0\0", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.from(SECRET)]);
}
