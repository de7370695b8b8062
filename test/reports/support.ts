import { execFileSync } from "node:child_process";
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFRef } from "pdf-lib";
import { prepareChromium, type Chromium } from "../../app/reports/chromium.js";

const FOLDER = new URL("../../node_modules/.cache/formroom-chromium", import.meta.url).pathname;

/** The bundled browser, unpacked once for all runs. */
export function testChromium(): Promise<Chromium> {
  return prepareChromium({ folder: FOLDER });
}

/** A file's bookmarks in order, each with the page it leads to (from 0). */
export async function bookmarksOf(pdf: Uint8Array): Promise<{ title: string; page: number }[]> {
  const file = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = file.getPages().map((page) => page.ref);
  const found = [];
  let next = file.catalog.lookupMaybe(PDFName.of("Outlines"), PDFDict)?.get(PDFName.of("First")) as PDFRef | undefined;
  while (next) {
    const item = file.context.lookup(next, PDFDict);
    const target = item.lookup(PDFName.of("Dest"), PDFArray).get(0);
    const title = item.lookup(PDFName.of("Title"), PDFHexString).decodeText();
    found.push({ title, page: pages.findIndex((page) => page === target) });
    next = item.get(PDFName.of("Next")) as PDFRef | undefined;
  }
  return found;
}

/** Pages of a PDF. */
export async function pageCount(pdf: Uint8Array): Promise<number> {
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount();
}

/** The text of each page by pdftotext (poppler), or null on a machine without it. */
export function textOfPages(pdf: Uint8Array): string[] | null {
  try {
    const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, maxBuffer: 50_000_000 });
    return text.toString("utf8").split("\f").slice(0, -1);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** True while a process of this id runs. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
