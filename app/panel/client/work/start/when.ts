import type { Span } from "./answer.js";

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The part of the day for a greeting, in a time zone. */
export function partOfDay(now: Date, timeZone: string): "morning" | "afternoon" | "evening" {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone }).format(now));
  if (hour >= 4 && hour < 12) return "morning";
  return hour >= 12 && hour < 18 ? "afternoon" : "evening";
}

/** "Monday, 8 June 2026" in a locale; a school's own day is read in UTC, so that no zone shifts it. */
export function longDay(value: string, timeZone: string, locale: string): string {
  const parts = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone }).format(Date.parse(value));
}

/**
 * Where a day stands in a term: its week of so many, or that the term has ended or not begun. Weeks begin on Monday, as
 * the school's do; the first may be short.
 * @param today, days of the span: `YYYY-MM-DD`
 */
export function termLine(today: string, term: Span): { key: string; week?: number; of?: number; day?: string } {
  if (today < term.startsOn) return { key: "start.term-begins", day: term.startsOn };
  if (today > term.endsOn) return { key: "start.term-ended", day: term.endsOn };
  const first = monday(at(term.startsOn));
  const week = (day: string) => Math.round((monday(at(day)) - first) / (7 * DAY)) + 1;
  return { key: "start.term-week", week: week(today), of: week(term.endsOn) };
}

const monday = (moment: number) => moment - ((new Date(moment).getUTCDay() + 6) % 7) * DAY;

/** A share in per cent with one decimal, cut and never rounded up to 100: "all" is only what is all. */
export function share(value: number, of: number): number {
  return of === 0 ? 0 : Math.floor((value / of) * 1000) / 10;
}
