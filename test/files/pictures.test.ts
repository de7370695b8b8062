import { expect } from "chai";
import fc from "fast-check";
import { PDFDocument } from "pdf-lib";
import { Problem } from "../../app/errors.js";
import { accepted } from "../../app/files/accepted.js";
import { jpeg } from "../../app/files/pictures/jpeg.js";
import { png } from "../../app/files/pictures/png.js";
import { webp } from "../../app/files/pictures/webp.js";
import { pngChunk, sampleJpeg, samplePng, sampleWebp, SECRET } from "./samples.js";

const samples = { png: samplePng(), jpeg: sampleJpeg(), webp: sampleWebp() };
const readers = { png, jpeg, webp };
const refusal = (bytes: Buffer): string => {
  try {
    return accepted(bytes).contentType;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return `${error.status} ${error.errors[0]?.path} ${error.errors[0]?.message}`;
  }
};

describe("an uploaded picture", () => {
  it("is known by its content", () => {
    const types = Object.values(samples).map((bytes) => accepted(bytes).contentType);
    expect(types).to.deep.equal(["image/png", "image/jpeg", "image/webp"]);
    expect(accepted(Buffer.from("%PDF-1.7\n")).contentType).to.equal("application/pdf");
  });

  it("has its size read, whatever way it was written", () => {
    const { bytes: _a, ...p } = png(samplePng(300, 20));
    const { bytes: _b, ...j } = jpeg(sampleJpeg(4000, 3000));
    const { bytes: _c, ...w } = webp(sampleWebp(50, 20));
    expect([p, j, w]).to.deep.equal([
      { width: 300, height: 20 },
      { width: 4000, height: 3000 },
      { width: 50, height: 20 },
    ]);
  });

  for (const [kind, bytes] of Object.entries(samples))
    it(`of ${kind} loses where it was taken, every text and what follows its end, and no more by a second time`, () => {
      expect(bytes.includes(SECRET), "the sample tells").to.equal(true);
      const kept = accepted(bytes).bytes;
      expect(kept.includes(SECRET)).to.equal(false);
      expect(accepted(kept).bytes.equals(kept)).to.equal(true);
    });

  it("of jpeg keeps profile, tables and every scan, byte for byte", () => {
    const kept = jpeg(samples.jpeg).bytes;
    for (const part of ["ICC_PROFILE\0", "JFIF\0"]) expect(kept.includes(part), part).to.equal(true);
    expect(kept.includes(Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xc4]))).to.equal(true);
    expect(kept.subarray(-3)).to.deep.equal(Buffer.from([0x78, 0xff, 0xd9]));
  });

  it("of jpeg stays the way up that it was held", () => {
    for (const little of [true, false])
      for (const turned of [1, 3, 6, 8]) {
        const kept = jpeg(sampleJpeg(40, 30, turned, little)).bytes;
        const exif = kept.indexOf("Exif\0\0");
        expect(exif >= 0 ? kept[exif + 25] : 1, `${turned}`).to.equal(turned);
      }
    expect(jpeg(sampleJpeg(40, 30, 99)).bytes.includes("Exif"), "nonsense").to.equal(false);
  });

  it("of png still opens", async () => {
    const paper = await PDFDocument.create();
    expect((await paper.embedPng(png(samplePng(30, 20)).bytes)).width).to.equal(30);
  });

  it("of webp says no more that EXIF and XMP follow", () => {
    expect(webp(samples.webp).bytes[20]).to.equal(0x20);
  });

  it("is refused above 8,000 pixels a side, and without any", () => {
    expect(refusal(sampleJpeg(8000, 8000))).to.equal("image/jpeg");
    expect(refusal(sampleJpeg(8001, 10))).to.match(/^422 \/file is 8001 pixels long/);
    expect(refusal(sampleJpeg(10, 0))).to.match(/^422 \/file/);
    expect(refusal(samplePng(9000, 1))).to.match(/^422 \/file/);
  });

  it("is refused when it is cut off anywhere before its end", () => {
    for (const [kind, bytes] of Object.entries(samples)) {
      const whole = accepted(bytes).bytes;
      for (let length = 12; length < whole.length; length += 1)
        expect(refusal(whole.subarray(0, length)), `${kind} ${length}`).to.match(/^422 \/file/);
    }
  });

  it("makes no reader fail otherwise than by a refusal, whatever was changed in it", () => {
    for (const [kind, read] of Object.entries(readers)) {
      const whole = samples[kind as keyof typeof samples];
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) if (at >= 12) bytes[at] = value;
          try {
            read(bytes);
          } catch (error) {
            expect((error as Error).name).to.equal("BrokenPicture");
          }
        }),
        { numRuns: 500 },
      );
    }
  });

  it("is nothing that runs: SVG, HTML, a script, HEIC, an empty PNG under any name", () => {
    for (const text of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      "<html>",
      "GIF89a",
      "#!/bin/sh",
      "\0\0\0\x18ftypheic",
    ])
      expect(refusal(Buffer.from(text)), text).to.match(/^422 \/file is none of PNG, JPEG, WebP and PDF/);
    const chunks = samplePng().subarray(0, 33);
    expect(refusal(Buffer.concat([chunks, pngChunk("IEND", Buffer.alloc(0))]))).to.match(/nothing in it/);
  });
});
