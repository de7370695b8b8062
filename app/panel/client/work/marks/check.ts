import type { Value, Wrong } from "./types.js";

// Words that offices write in spreadsheets, in the panel's languages; a grade (B, C, D, E) is none of them.
const ABSENT = new Set("a abs absent absente aus ausente falta faltou".split(" "));
const EXEMPT = new Set("x ex exempt exempted exempte exemptee isento isenta dispense dispensee dispensado".split(" "));
const NUMBER = /^(-?)(\d+)(?:[.,](\d*))?$/;

/**
 * A typed text as a mark: a number with comma or point and at most two decimals, A absent, X exempt, nothing clears.
 * @returns the mark, or why it is none
 */
export function check(text: string, maximum: number): Value | Wrong {
  const plain = text.trim();
  if (!plain) return { score: null, status: "not_entered" };
  const word = fold(plain);
  if (ABSENT.has(word)) return { score: null, status: "absent" };
  if (EXEMPT.has(word)) return { score: null, status: "exempt" };
  const [, minus, whole, decimals = ""] = NUMBER.exec(plain) ?? [];
  if (whole === undefined) return { key: "no-mark" };
  const score = Number(`${whole}.${decimals || "0"}`);
  if (minus && score) return { key: "below" };
  if (score > maximum) return { key: "too-big" };
  return decimals.replace(/0+$/, "").length > 2 ? { key: "decimals" } : { score, status: "present" };
}

export const isWrong = (found: Value | Wrong): found is Wrong => "key" in found;

/** A mark as it stands in a cell; `comma` is the decimal sign of the person's language. */
export function textOf({ score, status }: Value, comma = "."): string {
  if (status === "absent") return "A";
  if (status === "exempt") return "X";
  return score === null ? "" : String(score).replace(".", comma);
}

export const isSame = (a: Value, b: Value): boolean => a.score === b.score && a.status === b.status;

const fold = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f.]/g, "")
    .toLowerCase();
