import Fraction from "fraction.js";
import type { Figure } from "./cardSnapshot.js";

/** How numbers and days are written on one paper. */
export interface Formats {
  /** A per cent figure scaled to the shown maximum and rounded half up, "13,7"; "–" for null. */
  mark(value: Figure | null | undefined): string;
  /** A raw score, as entered. */
  score(value: number): string;
  /** "12th", "12.º", "12e". */
  ordinal(value: number): string;
  /** "14 March 2011". */
  day(value: string): string;
}

/**
 * @param locale BCP 47 tag
 * @param shownOutOf what 100 per cent is shown as (100, or 20 in Portugal)
 * @param decimals most decimals of a shown mark; trailing zeros are kept for averages by `mark` only when decimals > 0
 */
export function formats(locale: string, shownOutOf: number, decimals: number): Formats {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals, useGrouping: false });
  const scores = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false });
  const days = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  return {
    mark: (value) => (value == null ? "–" : numbers.format(scaled(value, shownOutOf, decimals))),
    score: (value) => scores.format(value),
    ordinal: (value) => ordinal(value, locale),
    day: (value) => days.format(new Date(`${value}T00:00:00Z`)),
  };
}

/** A per cent figure as a number out of `shownOutOf`, rounded half up once, from the exact value. */
export function scaled(value: Figure, shownOutOf: number, decimals: number): number {
  const exact = new Fraction(String(value)).mul(new Fraction(String(shownOutOf))).div(100);
  // half up, not half to even; marks are never negative
  return exact.mul(10 ** decimals).add("1/2").floor().valueOf() / 10 ** decimals;
}

function ordinal(value: number, locale: string): string {
  if (!Number.isInteger(value)) return new Intl.NumberFormat(locale).format(value); // fractional ties: 2.5
  const language = locale.slice(0, 2);
  if (language === "pt") return `${value}.º`;
  if (language === "fr") return value === 1 ? "1er" : `${value}e`;
  const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(value);
  return value + ({ one: "st", two: "nd", few: "rd" }[kind as string] ?? "th");
}
