import Fraction from "fraction.js";
import type { Figure } from "./cardSnapshot.js";

/** How numbers and days are written on one paper. */
export interface Formats {
  /** A per cent figure scaled to the shown maximum and rounded half up, "13,7"; "–" for null. */
  mark(value: Figure | null | undefined): string;
  /** The same for a column of figures: all with decimals when one needs them, so that they stand under each other. */
  column(values: readonly (Figure | null | undefined)[]): string[];
  /** A raw score, as entered. */
  score(value: number): string;
  /** "12th", "12.º", "12e". */
  ordinal(value: number): string;
  /** "14 March 2011". */
  day(value: string): string;
  /** "Tuesday 8 September 2026". */
  weekday(value: string): string;
}

/**
 * @param locale BCP 47 tag
 * @param shownOutOf what 100 per cent is shown as (100, or 20 in Portugal)
 * @param decimals most decimals of a shown figure
 */
export function formats(locale: string, shownOutOf: number, decimals: number): Formats {
  const key = `${locale} ${shownOutOf} ${decimals}`;
  const known = made.get(key) ?? makeFormats(locale, shownOutOf, decimals);
  made.set(key, known);
  return known;
}

// Intl's objects cost more to make than a whole card to print with them.
const made = new Map<string, Formats>();

function makeFormats(locale: string, shownOutOf: number, decimals: number): Formats {
  const tag = HOME[locale] ?? locale;
  const numbers = (least: number, most: number) =>
    new Intl.NumberFormat(tag, { minimumFractionDigits: least, maximumFractionDigits: most, useGrouping: false });
  const [short, long, raw] = [numbers(0, decimals), numbers(decimals, decimals), numbers(0, 2)];
  const days = dayFormat(tag, {});
  const weekdays = dayFormat(tag, { weekday: "long" });
  const number = (value: Figure): number => scaled(value, shownOutOf, decimals);
  return {
    mark: (value) => (value == null ? "–" : short.format(number(value))),
    column(values) {
      const whole = values.every((value) => value == null || Number.isInteger(number(value)));
      return values.map((value) => (value == null ? "–" : (whole ? short : long).format(number(value))));
    },
    score: (value) => raw.format(value),
    ordinal: (value) => ordinal(value, tag),
    day: (value) => days.format(noon(value)),
    weekday: (value) => weekdays.format(noon(value)).replace(/^(\p{L}+), /u, "$1 "),
  };
}

// A bare "en" is the United States to Intl, a bare "pt" Brazil: neither is where our schools are.
const HOME: Record<string, string> = { en: "en-GB", pt: "pt-PT" };

function dayFormat(tag: string, more: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(tag, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric", ...more });
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** A per cent figure as a number out of `shownOutOf`, rounded half up once, from the exact value. */
export function scaled(value: Figure, shownOutOf: number, decimals: number): number {
  const exact = new Fraction(String(value)).mul(new Fraction(String(shownOutOf))).div(100);
  // half up, not half to even; marks are never negative
  return (
    exact
      .mul(10 ** decimals)
      .add("1/2")
      .floor()
      .valueOf() /
    10 ** decimals
  );
}

function ordinal(value: number, locale: string): string {
  if (!Number.isInteger(value)) return new Intl.NumberFormat(locale).format(value); // fractional ties: 2.5
  const language = locale.slice(0, 2);
  if (language === "pt") return `${value}.º`;
  if (language === "fr") return value === 1 ? "1er" : `${value}e`;
  const kind = new Intl.PluralRules("en", { type: "ordinal" }).select(value);
  return value + ({ one: "st", two: "nd", few: "rd" }[kind as string] ?? "th");
}
