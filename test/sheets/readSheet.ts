import { inflateRawSync } from "node:zlib";

/** The entries of a small zip by its central directory: path → text. */
export function readZip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end < 0) throw new Error("no zip");
  const entries = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((offset, index) =>
      index === 0 ? bytes.readUInt32LE(at + offset) : bytes.readUInt16LE(at + offset),
    ) as [number, number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + size);
    const path = bytes.subarray(at + 46, at + 46 + name).toString("utf8");
    entries.set(path, (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data).toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return entries;
}

export interface ReadCell {
  type: string;
  style: string;
  text: string;
}
const SIGNS: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/** The cells of each row that are not empty. */
export const cellsOf = (xml: string): ReadCell[][] =>
  [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c ([^>]*)>(.*?)<\/c>/gs)].map(([, attributes = "", inner = ""]) => ({
      type: /t="(\w+)"/.exec(attributes)?.[1] ?? "n",
      style: /s="(\d+)"/.exec(attributes)?.[1] ?? "0",
      text: inner.replace(/<[^>]+>/g, "").replace(/&(lt|gt|quot|amp);/g, (sign) => SIGNS[sign] ?? sign),
    })),
  );

/** The rows of a workbook as texts, headings first. */
export const rowsOf = (workbook: Buffer): string[][] =>
  cellsOf(readZip(workbook).get("xl/worksheets/sheet1.xml") ?? "").map((row) => row.map(({ text }) => text));
