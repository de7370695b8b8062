import { z } from "zod";

/** A line of text: 1 to `max` characters after the ends are trimmed. Emoji and every script are welcome. */
export const line = (max = 200) => z.string().trim().min(1).max(max);
/** A longer text. */
export const prose = (max = 2000) => z.string().trim().min(1).max(max);
/** PostgreSQL knows no year 0000. */
const inACalendar = (text: string) => !text.startsWith("0000");
/** A school's own day, `YYYY-MM-DD`; 30 February is none. */
export const day = () => z.iso.date().refine(inACalendar, "is before the calendar begins");
/** An instant in UTC. */
export const instant = () => z.iso.datetime().refine(inACalendar, "is before the calendar begins");
/** Up to two decimals, as numbers on the wire. */
export const decimal = (min: number, max: number) =>
  z
    .number()
    .min(min)
    .max(max)
    .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, "has at most 2 decimals");
/** A phone in E.164. */
export const phone = () => z.string().regex(/^\+[1-9][0-9]{6,14}$/, "must be a number like +263771234567");
export const email = () => z.email().max(254).toLowerCase();
/** A question of a list's parameters: `true` or `false`, nothing else. */
export const yesNo = () => z.enum(["true", "false"]).transform((value) => value === "true");
/** What `numeric` gives back, as the number the wire carries. */
export const number = (value: string | number | null): number | null => (value === null ? null : Number(value));
/** An instant of the database, as text. */
export const iso = (value: Date | null | undefined): string | null => value?.toISOString() ?? null;
