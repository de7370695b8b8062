/** A job as `GET /data/jobs` answers it. */
export interface StoredJob {
  id: string;
  name: string;
  status: string;
  every: string | null;
  nextRunAt: string | null;
  lastRunAt: string | null;
  lastFinishedAt: string | null;
  failedAt: string | null;
  failReason: string | null;
  failCount: number;
}
export interface Jobs {
  data: StoredJob[];
  page: { number: number; size: number; total: number; pages: number };
}

/** What the list can be narrowed to; the first is everything. */
export const STATES = ["", "failed", "running", "queued", "repeating"] as const;

/** "30 seconds" of the store in a language; what it says otherwise (a cron) as it is. */
export function every(text: string, locale: string): string {
  const [, amount, unit] = /^(\d+) (second|minute|hour|day|week)s?$/.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return text;
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(Number(amount));
}

/** Whether a job may be let run now: the server refuses those that run. */
export const mayRun = ({ status }: StoredJob): boolean => status !== "running";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
/** Bytes as people read them, by thousands: "12.4 MB". */
export function bytes(value: number, locale: string): string {
  const step = Math.min(value < 1 ? 0 : Math.floor(Math.log10(value) / 3), UNITS.length - 1);
  const format = { style: "unit", unit: UNITS[step] ?? "byte", maximumFractionDigits: step ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale, format).format(value / 1000 ** step);
}
