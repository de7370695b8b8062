import { problem } from "../errors.js";
import { serialOf } from "./dates.js";
import { looksLikeFormula, MOST_ROWS, type Cell, type ColumnKind, type Pages, type SheetColumn } from "./sheet.js";
import { STYLE } from "./workbook.js";
import { letterOf, xmlText } from "./xml.js";

const WIDTHS: Record<ColumnKind, number> = { text: 22, number: 12, day: 12, time: 20 };

/**
 * The sheet's XML, a page a chunk: headings in the first row, which stays in view and can be filtered. Texts are inline
 * strings, never formulas: no `<f>` is ever written.
 * @throws 422 beyond what a sheet can hold
 */
export async function* worksheet(columns: readonly SheetColumn[], pages: Pages): AsyncGenerator<string> {
  const widths = columns.map(({ kind, heading }) => Math.max(WIDTHS[kind], Math.min(40, heading.length + 4)));
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>`;
  yield `<row r="1">${columns.map(({ heading }, index) => textCell(`${letterOf(index)}1`, heading, STYLE.heading)).join("")}</row>`;
  const letters = columns.map((_, index) => letterOf(index));
  let row = 1;
  for await (const rows of pages) {
    if (row + rows.length > MOST_ROWS)
      throw problem("too_large", "More rows than a sheet can hold: narrow the filter, or take CSV");
    yield rows
      .map((cells) => {
        row += 1;
        const inner = cells.map((cell, index) => cellXml(`${letters[index]}${row}`, cell, columns[index]?.kind));
        return `<row r="${row}">${inner.join("")}</row>`;
      })
      .join("");
  }
  yield `</sheetData><autoFilter ref="A1:${letterOf(Math.max(0, columns.length - 1))}${row}"/></worksheet>`;
}

function cellXml(at: string, cell: Cell, kind: ColumnKind | undefined): string {
  if (cell === null || cell === "") return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : "";
  const serial = kind === "day" || kind === "time" ? serialOf(cell) : null;
  if (serial !== null) return `<c r="${at}" s="${kind === "day" ? STYLE.day : STYLE.time}"><v>${serial}</v></c>`;
  return textCell(at, cell, looksLikeFormula(cell) ? STYLE.quoted : STYLE.text);
}

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
