import { looksLikeFormula, type Cell, type Pages, type SheetColumn } from "./sheet.js";

/** UTF-8's mark: without it Excel reads a school's names in the machine's own old encoding. */
const BOM = "\uFEFF";

/**
 * A sheet as CSV (RFC 4180), a page a chunk: every text in quotes, so that neither a comma, a semicolon nor a line's end
 * can begin a new cell; a text that looks like a formula gets an apostrophe before it and is shown, not run.
 */
export async function* csvOf(columns: readonly SheetColumn[], pages: Pages): AsyncGenerator<string> {
  yield BOM + line(columns.map(({ heading }) => heading));
  for await (const rows of pages) yield rows.map(line).join("");
}

const line = (cells: readonly Cell[]): string => `${cells.map(shown).join(",")}\r\n`;

function shown(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = looksLikeFormula(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll('"', '""')}"`;
}
