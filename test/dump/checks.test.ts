import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import { createWriteStream } from "node:fs";
import { expect } from "chai";
import "../../models/index.js";
import { publicKinds } from "../../models/base.js";
import { archive } from "../../app/database/dump/archive.js";
import { checkDump } from "../../app/database/dump/checkDump.js";
import { entriesOf, wholeOf } from "../../app/database/dump/readDump.js";
import type { Manifest } from "../../app/database/dump/format.js";
import { PLATFORM_LEFT_OUT, PLATFORM_TABLES } from "../../app/database/dump/backup.js";
import { BESIDE } from "../../app/tenancy/forgetHalfMade.js";
import { CARRIED, LEFT_OUT } from "../../app/database/dump/publicTables.js";
import { cutAfterNewlines } from "../../app/database/dump/cut.js";
import { closeApp } from "../support/app.js";
import { brokenFor } from "../support/breakWall.js";
import { makeSchool } from "../support/schools.js";
import { failure } from "../tenancy/newSchools.js";
import { dumped, memory, scratch, sourceOf } from "./support.js";

type Entry = [name: string, bytes: Buffer];

describe("a dump that is not as it was written", function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof scratch>>;
  let file: string;
  let entries: Entry[];
  before(async () => {
    folder = await scratch();
    const school = await makeSchool();
    file = await dumped(sourceOf(school.client, memory()), folder.path("school.tar.gz"));
    entries = [];
    for await (const entry of entriesOf(createReadStream(file))) entries.push([entry.name, await wholeOf(entry, 1e8)]);
  });
  after(async () => {
    await folder.remove();
    await closeApp();
  });

  const sameWithin = (one: Buffer, other: Buffer) => {
    try {
      return gunzipSync(one).equals(gunzipSync(other));
    } catch {
      return false;
    }
  };
  const told = async (source: Readable) => (await failure(checkDump(source)))?.message ?? "";
  const packed = (changed: Entry[]) =>
    archive(async (into) => {
      for (const [name, bytes] of changed) await into.add(name, bytes);
    });
  const manifest = () => JSON.parse(entries.at(-1)![1].toString("utf8")) as Manifest;
  const withManifest = (change: object): Entry[] => [
    ...entries.slice(0, -1),
    ["manifest.json", Buffer.from(JSON.stringify({ ...manifest(), ...change }))],
  ];

  it("passes as it is", async () => {
    expect((await checkDump(createReadStream(file))).product).to.equal("formroom");
    expect(await told(packed(entries))).to.equal("");
  });

  it("is refused when it is cut, wherever that is", async () => {
    const whole = await readFile(file);
    for (const end of [0, 1, 20, 700, Math.floor(whole.length / 2), whole.length - 9, whole.length - 1])
      expect(await told(Readable.from([whole.subarray(0, end)])), String(end)).to.match(/cut off|no export/);
  });

  it("is refused when a byte of it was changed", async () => {
    const whole = await readFile(file);
    let refused = 0;
    for (let at = 0; at < whole.length; at += 61) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x10;
      if (sameWithin(changed, whole)) continue; // gzip has more than one way to write the same
      expect(await told(Readable.from([changed])), String(at)).to.match(
        /damaged|changed|no export|cannot be read|none of|not JSON/,
      );
      refused += 1;
    }
    expect(refused).to.be.above(50);
    const rows = entries.find(([name]) => name.startsWith("tables/"))!;
    const other = entries.map(([name, bytes]): Entry => [
      name,
      name === rows[0] ? Buffer.from(bytes.toString().toUpperCase()) : bytes,
    ]);
    expect(await told(packed(other))).to.equal(`/file: was changed: ${rows[0]}`);
  });

  const refused: [what: string, entries: () => Entry[], words: RegExp][] = [
    ["text", () => [["x", Buffer.from("x")]], /none of Formroom's: "x"/],
    ["a path that climbs out", () => [["../x", Buffer.from("x")], ...entries], /none of Formroom's: "\.\.\/x"/],
    ["an absolute path", () => [["/etc/passwd", Buffer.from("x")], ...entries], /none of Formroom's/],
    [
      "a path that climbs out of its folder",
      () => [["files/../../x", Buffer.from("x")], ...entries],
      /none of Formroom's/,
    ],
    [
      "a part that is not named",
      () => [...entries.slice(0, -1), ["files/000009", Buffer.from("x")], entries.at(-1)!],
      /does not name/,
    ],
    ["a part that is missing", () => entries.slice(1), /lacks a part/],
    ["no manifest", () => entries.slice(0, -1), /has no manifest/],
    ["more after its end", () => [...entries, ["files/000000", Buffer.from("x")]], /goes on after its end/],
    ["another product", () => withManifest({ product: "django" }), /another product: "django"/],
    ["another format", () => withManifest({ format: 2 }), /has format 2/],
    [
      "a newer level",
      () => withManifest({ ledger: [...manifest().ledger, "9999-later"] }),
      /newer version of Formroom \(9999-later\)/,
    ],
    ["a newer public schema", () => withManifest({ publicLevel: "9999-later" }), /newer version/],
    ["a manifest of nonsense", () => withManifest({ tables: "none" }), /cannot be read: tables/],
  ];
  for (const [what, made, words] of refused)
    it(`is refused with ${what}`, async () => expect(await told(packed(made()))).to.match(words));

  it("is refused when it is no archive at all, and when it is a huge one of nothing", async () => {
    expect(await told(Readable.from([Buffer.from("hello, this is no archive")]))).to.equal(
      "/file: is no export of Formroom",
    );
  });

  it("ends with an error, not early, when what it reads fails on the way", async () => {
    const path = folder.path("failed.tar.gz");
    const broken = archive(async (into) => {
      await into.add("files/000000", Buffer.alloc(100_000));
      throw new Error("the disk is full");
    });
    expect((await failure(pipeline(broken, createWriteStream(path))))?.message).to.equal("the disk is full");
    await writeFile(path, "");
  });
});

describe("what a dump carries of public", () => {
  before(makeSchool.bind(null, "ZW"));
  after(closeApp);
  it("is decided for each table that names a client: carried, or left out for a reason", async () => {
    const named = (statements: string[]) =>
      brokenFor(statements, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          "SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id' WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'",
        );
        return rows.map(({ name }) => name);
      });
    const decided = [...CARRIED.map(({ table }) => table), ...Object.keys(LEFT_OUT)];
    expect(decided).to.have.members(await named([]));
    expect(await named(["CREATE TABLE public.planted (client_id uuid)"])).to.include("planted");
    const schoolSide = [...publicKinds].filter(([, kind]) => kind === "school-side").map(([table]) => table);
    expect(decided).to.include.members(schoolSide);
    expect(Object.values(LEFT_OUT).every((reason) => reason.length > 7)).to.equal(true);
  });
});

describe("what goes with a school, and what a backup carries of the platform", () => {
  const named = (where: string) =>
    brokenFor([], async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND ${where} EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'client_id')`,
      );
      return rows.map(({ name }) => name);
    });

  it("is every table of public that names a client, but for operations, which outlive it, and seals, which go by their key", async () => {
    expect([...BESIDE, "operations", "audit_seals"]).to.have.members(await named(""));
  });

  it("is decided for each table of the platform: carried, or left out for a reason", async () => {
    expect([...PLATFORM_TABLES, ...Object.keys(PLATFORM_LEFT_OUT)]).to.have.members(await named("NOT"));
  });
});

describe("cutting rows into parts", () => {
  it("never cuts a row, wherever the chunks end", async () => {
    const text = Array.from({ length: 300 }, (_, n) => `${n}\t${"ü".repeat(n % 17)}\n`).join("");
    const bytes = Buffer.from(text);
    for (const size of [1, 7, 64, 1000]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      );
      const parts: Buffer[] = [];
      for await (const part of cutAfterNewlines(Readable.from(chunks) as AsyncIterable<Buffer>, 100)) parts.push(part);
      expect(Buffer.concat(parts).equals(bytes)).to.equal(true);
      expect(parts.every((part) => part.at(-1) === 10)).to.equal(true);
      expect(parts.length).to.be.greaterThan(3);
    }
  });
});
