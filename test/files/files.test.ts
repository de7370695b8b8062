import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect } from "chai";
import fc from "fast-check";
import { sha256 } from "../../app/crypto/keys.js";
import { configure, env } from "../../app/env.js";
import { disposition } from "../../app/files/disposition.js";
import { fileStorage } from "../../app/files/fileStorage.js";
import { checkedKey, keyOf } from "../../app/files/keys.js";
import { storage } from "../../app/files/openStorage.js";
import { rangeOf } from "../../app/files/range.js";

describe("files", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "formroom-storage-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("stores a stream whole, with its size and hash, readable by our account only", async () => {
    const place = fileStorage(folder);
    const parts = ["Tendai ", "Ọlá ", "学校"];
    const stored = await place.put("gp/reports/a.txt", Readable.from(parts.map((part) => Buffer.from(part))));
    const whole = parts.join("");
    expect(stored).to.deep.equal({ bytes: Buffer.byteLength(whole), sha256: sha256(whole) });
    expect((await buffer(place.get("gp/reports/a.txt"))).toString()).to.equal(whole);
    expect((await buffer(place.get("gp/reports/a.txt", { start: 0, end: 5 }))).toString()).to.equal("Tendai");
    expect(await place.stat("gp/reports/a.txt")).to.deep.equal({ bytes: stored.bytes });
    expect(statSync(join(folder, "gp/reports/a.txt")).mode & 0o077).to.equal(0);
    await place.delete("gp/reports/a.txt");
    await place.delete("gp/reports/a.txt");
    expect(await place.stat("gp/reports/a.txt")).to.equal(null);
  });

  it("leaves nothing of a stream that breaks off", async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from("half");
        throw new Error("broken off");
      })(),
    );
    const said = await fileStorage(folder)
      .put("gp/half/a.txt", broken)
      .then(
        () => "stored",
        (error: Error) => error.message,
      );
    expect(said).to.equal("broken off");
    expect(readdirSync(join(folder, "gp/half"))).to.deep.equal([]);
  });

  it("keeps the old bytes whole while new ones are written under the same key", async () => {
    const place = fileStorage(folder);
    await place.put("gp/same.txt", Buffer.from("old"));
    const seen: string[] = [];
    const slow = Readable.from(
      (async function* () {
        yield Buffer.from("new ");
        seen.push(readFileSync(join(folder, "gp/same.txt"), "utf8"));
        yield Buffer.from("bytes");
      })(),
    );
    await place.put("gp/same.txt", slow);
    expect([...seen, readFileSync(join(folder, "gp/same.txt"), "utf8")]).to.deep.equal(["old", "new bytes"]);
  });

  for (const key of [
    "../etc/passwd",
    "gp/../ms/a",
    "gp/a/../../b",
    "gp//a",
    "gp/.hidden",
    "gp",
    "/gp/a",
    "gp/a\\b",
    "gp/a\0b",
    "GP/a",
    "gp/a b",
  ])
    it(`refuses the key ${JSON.stringify(key)}`, async () => {
      expect(() => checkedKey("gp", key)).to.throw();
      expect(() => fileStorage(folder).get(key)).to.throw();
    });
  it("refuses another school's key, also one whose name begins alike", () => {
    expect(() => checkedKey("gp", "ms/a.pdf")).to.throw("not of gp");
    expect(() => checkedKey("gp", "gp2/a.pdf")).to.throw("not of gp");
    expect(keyOf("gp", "reports", "a.pdf")).to.equal("gp/reports/a.pdf");
    expect(() => keyOf("gp", "..", "a")).to.throw();
  });

  it("says that s3 is not there yet, and what FILES_URL must look like", () => {
    const before = env.FILES_URL;
    try {
      configure({ FILES_URL: "s3://bucket" });
      expect(() => storage())
        .to.throw("s3:// is not there yet")
        .with.property("name", "StartError");
      configure({ FILES_URL: "file://host/path" });
      expect(() => storage()).to.throw("must look like file:///");
      configure({ FILES_URL: `file://${folder}` });
      expect(() => storage()).not.to.throw();
    } finally {
      configure({ FILES_URL: before });
    }
  });

  it("reads ranges as RFC 9110 has them", () => {
    const of = (header?: string) => rangeOf(header, 1000);
    expect(of("bytes=0-0")).to.deep.equal({ start: 0, end: 0 });
    expect(of("bytes=990-")).to.deep.equal({ start: 990, end: 999 });
    expect(of("bytes=990-5000")).to.deep.equal({ start: 990, end: 999 });
    expect(of("bytes=-10")).to.deep.equal({ start: 990, end: 999 });
    expect(of("bytes=-5000")).to.deep.equal({ start: 0, end: 999 });
    for (const header of ["bytes=1000-", "bytes=1000-1001", "bytes=-0"])
      expect(of(header), header).to.equal("unsatisfiable");
    for (const header of [undefined, "", "bytes=-", "lines=0-1", "bytes=5-4", "bytes=0-1,3-4", "bytes=a-b"])
      expect(of(header), header).to.equal(null);
    expect(rangeOf("bytes=0-", 0)).to.equal("unsatisfiable");
  });

  it("never asks for bytes outside of the file, whatever the header", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(9999), fc.nat(9999), fc.nat(5000), (noise, first, last, size) => {
        for (const header of [noise, `bytes=${first}-${last}`, `bytes=-${last}`, `bytes=${first}-`]) {
          const range = rangeOf(header, size);
          if (range === null || range === "unsatisfiable") continue;
          expect(range.start).to.be.at.least(0);
          expect(range.end).to.be.at.least(range.start).and.below(size);
        }
      }),
    );
  });

  it("gives a download its true name, and an old browser a plain one", () => {
    expect(disposition("attachment", "Boletim Ọlá «10 A».pdf")).to.equal(
      `attachment; filename="Boletim Ola _10 A_.pdf"; filename*=UTF-8''Boletim%20%E1%BB%8Cl%C3%A1%20%C2%AB10%20A%C2%BB.pdf`,
    );
    expect(disposition("inline", 'a"\r\nX: y/../b.pdf')).to.equal(
      `inline; filename="a_X: y..b.pdf"; filename*=UTF-8''a%22X%3A%20y..b.pdf`,
    );
    expect(disposition("inline", "half \ud83d.pdf")).to.equal(
      `inline; filename="half .pdf"; filename*=UTF-8''half%20.pdf`,
    );
  });
});
