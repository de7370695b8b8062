/** What a column holds: `day` is `YYYY-MM-DD`, `time` the wall clock `YYYY-MM-DD HH:MM:SS`; both are dates in a workbook. */
export type ColumnKind = "text" | "number" | "day" | "time";

export interface SheetColumn {
  heading: string;
  kind: ColumnKind;
}

/** A cell's value; numbers only in number columns, everything else as text. Null is an empty cell. */
export type Cell = string | number | null;

/** Rows as they come, a page at a time: no writer holds more than one page. */
export type Pages = AsyncIterable<Cell[][]>;

/**
 * Whether a spreadsheet program could run this text as a formula: what begins with = + - @, a tab or a line's end,
 * and their full-width forms, which some locales' programs read alike (OWASP, "CSV injection").
 */
export const looksLikeFormula = (text: string): boolean => /^[=+\-@\t\r\n＝＋－＠]/.test(text);

/** Excel's limits: rows of a sheet with its headings, characters of a cell. */
export const MOST_ROWS = 1_048_576;
export const LONGEST_CELL = 32_767;
