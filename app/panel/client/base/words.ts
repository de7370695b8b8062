import { catalogue, state } from "./state.js";

type Values = Record<string, string | number>;
const plural = new Intl.PluralRules(state.language);

/**
 * A word of the frame's catalogue in the person's language. `{name}` is filled in; with a `count`, the key's own form
 * for that number is taken (`rows_one`, `rows_other`). A key that is missing shows itself, so that a test can find it.
 */
export function t(key: string, values: Values = {}): string {
  const form = typeof values.count === "number" ? `${key}_${plural.select(values.count)}` : key;
  const text = catalogue[form] ?? catalogue[`${key}_other`] ?? catalogue[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    return value === undefined ? all : typeof value === "number" ? number(value) : value;
  });
}

const dayFormat = new Intl.DateTimeFormat(state.locale, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const instantFormat = new Intl.DateTimeFormat(state.locale, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: state.timeZone,
});
const numberFormat = new Intl.NumberFormat(state.locale, { maximumFractionDigits: 2 });
const relative = new Intl.RelativeTimeFormat(state.language, { numeric: "auto" });

/** A school's own day, never shifted by a zone: "14 Mar 2011". */
export function day(value: string | null | undefined): string {
  const at = Date.parse(`${(value ?? "").slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(at) ? "" : dayFormat.format(at);
}

/** An instant in the school's zone. */
export function instant(value: string | null | undefined): string {
  const at = Date.parse(value ?? "");
  return Number.isNaN(at) ? "" : instantFormat.format(at);
}

/** "2 hours ago"; its date belongs beside it as a title. */
export function ago(value: string): string {
  const minutes = Math.round((Date.parse(value) - Date.now()) / 60_000);
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 1440) return relative.format(Math.round(minutes / 60), "hour");
  return Math.abs(minutes) < 43_200 ? relative.format(Math.round(minutes / 1440), "day") : day(value);
}

export const number = (value: number): string => numberFormat.format(value);

/** What was typed as a number, with comma or point; undefined when it is none. */
export function toNumber(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
