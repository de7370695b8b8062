const DAY_MS = 86_400_000;
/** Day 0 of a workbook: with the 29 February 1900 that Excel counts and that never was. */
const ZERO = Date.UTC(1899, 11, 30);
const PHANTOM = 61;

/** A day or wall clock as the number that a workbook knows it by; null for what is before 1900, where it has none. */
export function serialOf(text: string): number | null {
  const found = /^(\d{4}-\d\d-\d\d)(?: (\d\d):(\d\d):(\d\d))?$/.exec(text);
  if (!found) return null;
  const [, day = "", hours = "0", minutes = "0", seconds = "0"] = found;
  const whole = (Date.parse(`${day}T00:00:00Z`) - ZERO) / DAY_MS;
  const serial = whole < PHANTOM ? whole - 1 : whole;
  if (!(serial >= 1)) return null;
  return serial + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An instant (ISO 8601) as the wall clock of a time zone: `YYYY-MM-DD HH:MM:SS`. A cell knows no zones. */
export function wallClock(instant: string, timezone: string): string {
  let clock = clocks.get(timezone);
  if (!clock)
    // sv-SE writes days and times as they are asked for here.
    clocks.set(
      timezone,
      (clock = new Intl.DateTimeFormat("sv-SE", { timeZone: timezone, dateStyle: "short", timeStyle: "medium" })),
    );
  return clock.format(new Date(instant));
}
