export interface Write {
  row: number;
  column: number;
  text: string;
}
export interface Laid {
  writes: Write[];
  /** What found no cell: beyond the sheet, or where a student does not sit the exam. Kept as text, a line a row. */
  left: string[][];
}

/** What a spreadsheet puts on the clipboard: rows by lines, cells by tabs, quoted where a cell holds either. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    const row = rows.at(-1)!;
    const cell = row.at(-1)!;
    if (quoted) {
      if (sign !== '"') row[row.length - 1] = cell + sign;
      else if (text[at + 1] === '"') row[row.length - 1] = cell + text[++at]!;
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] = cell + sign;
  }
  // A spreadsheet ends its last line too.
  if (rows.length > 1 && rows.at(-1)!.join("") === "") rows.pop();
  return rows.map((row) => row.map((cell) => cell.trim()));
}

/**
 * Lays a block on the sheet from a cell on. Empty cells of the block leave what stands there; what finds no cell is
 * given back, so that nothing is lost without a word.
 * @param has whether there is a cell to write into
 */
export function layBlock(
  block: string[][],
  from: { row: number; column: number },
  has: (row: number, column: number) => boolean,
): Laid {
  const writes: Write[] = [];
  const left: string[][] = [];
  block.forEach((cells, down) => {
    const out = cells.map((text, right) => {
      const [row, column] = [from.row + down, from.column + right];
      if (!text || has(row, column)) {
        if (text) writes.push({ row, column, text });
        return "";
      }
      return text;
    });
    if (out.some(Boolean)) left.push(out);
  });
  return { writes, left };
}
