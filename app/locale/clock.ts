let read: () => Date = () => new Date();

/** This instant, by the one clock of the application. */
export const now = (): Date => read();

/** The day it is now in a time zone (IANA name, the client's), as `YYYY-MM-DD`: a school's own day, never the server's. */
export function today(timezone: string): string {
  // en-CA writes days as ISO 8601 does.
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(now());
}

/** Puts another clock in (tests); without one, the machine's comes back. */
export function useClock(clock?: () => Date): void {
  read = clock ?? (() => new Date());
}
