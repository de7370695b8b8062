import { z } from "zod";

const TOKEN = /\{(CODE|YEAR|NUMBER(?::[1-9])?)\}/g;
const NUMBER = /\{NUMBER(?::([1-9]))?\}/g;

/**
 * How a school numbers its students: `{CODE}/{YEAR}/{NUMBER:4}`. CODE is the school's, YEAR four digits, NUMBER:n a
 * counter of at least n digits. Exactly one counter, and short enough for a column of 40 (a code has up to 20 letters).
 */
export const admissionNumberPattern = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((pattern) => [...pattern.matchAll(NUMBER)].length === 1, "must have {NUMBER} or {NUMBER:4} exactly once")
  .refine((pattern) => /^[^{}\p{C}]*$/u.test(pattern.replace(TOKEN, "")), "knows {CODE}, {YEAR} and {NUMBER:4} only")
  .refine((pattern) => pattern.replace(TOKEN, "").length <= 10, "is too long");

interface Parts {
  code: string;
  year: string;
}

/** The pattern with code and year filled in, in two parts around the counter, and the counter's least width. */
export function aroundNumber(pattern: string, { code, year }: Parts): { before: string; after: string; width: number } {
  const filled = (text: string) => text.replaceAll("{CODE}", code).replaceAll("{YEAR}", year);
  const [found] = pattern.matchAll(NUMBER);
  if (!found) throw new Error("a pattern without a counter gives every student the same number");
  return {
    before: filled(pattern.slice(0, found.index)),
    after: filled(pattern.slice(found.index + found[0].length)),
    width: Number(found[1] ?? 1),
  };
}
