/** Careful reading of what others wrote: each answers null, or something empty, instead of throwing. */

export type Json = Record<string, unknown>;

export function object(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string with something in it; NUL characters are taken out, since PostgreSQL stores none. */
export function text(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const clean = value.replaceAll("\0", "");
  return clean === "" ? null : clean;
}

export function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

const FIRST_MILLISECONDS = 1e12;

/** Meta's `timestamp`: a string of seconds; milliseconds (from 10¹²) have been seen. Null when it is neither. */
export function timestamp(value: unknown): Date | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  if (!/^\d{9,14}$/.test(String(value))) return null;
  const count = Number(value);
  return new Date(count >= FIRST_MILLISECONDS ? count : count * 1000);
}

const BSUID = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;

/** A business-scoped user id. Parents (`CC.ENT.…`) are no address and do not match. */
export function bsuid(value: unknown): string | null {
  return typeof value === "string" && BSUID.test(value) ? value : null;
}

/** A phone as WhatsApp writes it: digits only. A user id in its place is not one. */
export function waId(value: unknown): string | null {
  return typeof value === "string" && /^\d{5,20}$/.test(value) ? value : null;
}
