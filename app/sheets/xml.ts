import { LONGEST_CELL } from "./sheet.js";

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * Text for a workbook's XML: what XML cannot hold is taken out, `_x0041_` is kept from being read as a letter, and a
 * cell ends where Excel's longest ends (never in the middle of a character).
 */
export function xmlText(text: string): string {
  return (
    text
      .slice(0, LONGEST_CELL)
      .replace(/\r\n?/g, "\n") // XML would do so itself on reading
      .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "")
      // eslint-disable-next-line no-control-regex -- they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_")
      .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
  );
}

/** 0 → A, 25 → Z, 26 → AA. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest ? letterOf(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}
