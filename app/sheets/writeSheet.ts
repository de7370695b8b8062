import { Readable, Transform } from "node:stream";
import { ZipFile } from "yazl";
import { assertNoScope } from "../tenancy/context.js";
import { csvOf } from "./csv.js";
import { openDraft, type Draft } from "./draft.js";
import type { Pages, SheetColumn } from "./sheet.js";
import { workbookParts } from "./workbook.js";
import { worksheet } from "./worksheet.js";

export const FORMATS = ["xlsx", "csv"] as const;
export type SheetFormat = (typeof FORMATS)[number];

export const CONTENT_TYPES: Record<SheetFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

interface Sheet {
  title: string;
  columns: readonly SheetColumn[];
  pages: Pages;
}

/**
 * Writes a sheet to a file without a name (draft.ts) and answers it, whole; the caller sends or closes it. One page is in
 * memory at a time. Never inside a scope, but `pages` may open one for each page.
 */
export async function writeSheet(format: SheetFormat, sheet: Sheet): Promise<Draft> {
  assertNoScope("writing a sheet");
  const draft = await openDraft();
  try {
    await (format === "csv" ? writeCsv(sheet, draft) : writeWorkbook(sheet, draft));
    return draft;
  } catch (error) {
    await draft.close();
    throw error;
  }
}

const writeCsv = ({ columns, pages }: Sheet, draft: Draft) => draft.write(csvOf(columns, pages));

async function writeWorkbook({ title, columns, pages }: Sheet, draft: Draft): Promise<void> {
  const zip = new ZipFile();
  const sheet = Readable.from(bytesOf(worksheet(columns, pages)), { objectMode: false });
  // yazl lets a broken source hang: its failure, and its own, must end the file.
  const output = zip.outputStream.pipe(new Transform({ transform: (part, _, done) => done(null, part) }));
  const broken = (error: Error) => {
    sheet.destroy();
    output.destroy(error);
  };
  sheet.on("error", broken);
  zip.on("error", broken);
  for (const [path, xml] of workbookParts(title)) zip.addBuffer(Buffer.from(xml), path);
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml");
  zip.end();
  await draft.write(output);
}

async function* bytesOf(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text, "utf8");
}
