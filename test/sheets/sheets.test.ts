import { expect } from "chai";
import { csvOf } from "../../app/sheets/csv.js";
import { serialOf, wallClock } from "../../app/sheets/dates.js";
import type { Cell, SheetColumn } from "../../app/sheets/sheet.js";
import { writeSheet } from "../../app/sheets/writeSheet.js";
import { cellsOf, readZip } from "./readSheet.js";

const columns: SheetColumn[] = [
  { heading: "Name", kind: "text" },
  { heading: "Mark", kind: "number" },
  { heading: "Born", kind: "day" },
];
const EVIL = [
  "=1+1",
  "+263771234567",
  "-2+3",
  "@SUM(A1)",
  "\tx",
  "\rx",
  "＝cmd|' /C calc'!A0",
  '=HYPERLINK("http://x")',
];

async function* pages(...given: Cell[][][]): AsyncGenerator<Cell[][]> {
  for (const page of given) yield page;
}
const evil = () => pages(EVIL.map((text) => [text, -5, "2011-03-04"]));

async function bytesOf(format: "xlsx" | "csv", rows: AsyncIterable<Cell[][]>): Promise<Buffer> {
  const draft = await writeSheet(format, { title: "students", columns, pages: rows });
  const parts: Buffer[] = [];
  for await (const part of draft.readable()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe("sheets", () => {
  it("write CSV with a mark for Excel, headings first, and no text that could run as a formula", async () => {
    const text = (await bytesOf("csv", evil())).toString("utf8");
    expect(text.slice(0, 24)).to.equal('\uFEFF"Name","Mark","Born"\r\n"');
    for (const one of EVIL) expect(text).to.include(`"'${one.replaceAll('"', '""')}",-5,"2011-03-04"`);
  });

  it("keep a text with commas, quotes and line ends in its one cell", async () => {
    const parts: string[] = [];
    for await (const part of csvOf(columns, pages([['a;b,"c"\n=1', null, null]]))) parts.push(part);
    expect(parts[1]).to.equal('"a;b,""c""\n=1",,\r\n');
  });

  it("write a workbook whose texts are texts, marked as typed with an apostrophe, and whose dates are dates", async () => {
    const zip = readZip(await bytesOf("xlsx", evil()));
    const xml = zip.get("xl/worksheets/sheet1.xml") ?? "";
    expect(xml).not.to.match(/<f[ >]/);
    const rows = cellsOf(xml);
    expect(rows[0]?.map(({ text }) => text)).to.deep.equal(["Name", "Mark", "Born"]);
    expect(rows.slice(1).map(([name]) => name?.text)).to.deep.equal(EVIL.map((text) => text.replace("\r", "\n")));
    expect(rows.slice(1).map(([name]) => [name?.type, name?.style])).to.deep.equal(EVIL.map(() => ["inlineStr", "5"]));
    expect(rows[1]?.slice(1)).to.deep.equal([
      { type: "n", style: "0", text: "-5" },
      { type: "n", style: "2", text: "40606" },
    ]);
    expect(zip.get("xl/styles.xml")).to.include('quotePrefix="1"');
  });

  it("carry every script, and nothing that XML cannot hold", async () => {
    const odd = "Ọlá 张 😀 <b>&\u0000\u0007 _x0041_ \uD800";
    const xml = readZip(await bytesOf("xlsx", pages([[odd, null, null]]))).get("xl/worksheets/sheet1.xml") ?? "";
    expect(cellsOf(xml)[1]?.[0]?.text).to.equal("Ọlá 张 😀 <b>& _x005F_x0041_ ");
  });

  it("count days as Excel does, on both sides of the day that never was", () => {
    const days = ["1900-01-01", "1900-02-28", "1900-03-01", "2026-11-25", "1899-12-31", "soon"];
    expect(days.map(serialOf)).to.deep.equal([1, 59, 61, 46351, null, null]);
    expect(serialOf("2026-11-25 18:00:00")).to.equal(46351.75);
  });

  it("show an instant by the school's clock", () => {
    expect(wallClock("2026-11-25T22:30:00.000Z", "Africa/Harare")).to.equal("2026-11-26 00:30:00");
  });

  for (const format of ["xlsx", "csv"] as const)
    it(`fail whole in ${format}, at once, when a page cannot be read`, async () => {
      async function* broken(): AsyncGenerator<Cell[][]> {
        yield [["a", 1, null]];
        throw new Error("the database went away");
      }
      const said = await bytesOf(format, broken()).then(
        () => "written",
        (error: Error) => error.message,
      );
      expect(said).to.equal("the database went away");
    });
});
