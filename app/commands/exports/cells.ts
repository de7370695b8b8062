import { wallClock } from "../../sheets/dates.js";
import type { Words } from "../../sheets/headings.js";
import type { Cell } from "../../sheets/sheet.js";
import type { ExportColumn } from "./columns.js";
import type { Titles } from "./titles.js";

interface How {
  words: Words;
  timezone: string;
}

/** One value as a cell: enums as words, references as names, instants by the school's clock, the rest as it is answered. */
export function cellOf(
  { field, path, show }: ExportColumn,
  answer: Record<string, unknown>,
  titles: Map<string, Titles>,
  how: How,
): Cell {
  const value = valueAt(answer, path);
  if (value === null || value === undefined) return null;
  if (show) return titles.get(field.reference ?? "")?.get(String(value as string))?.[show] ?? null;
  if (field.kind === "datetime") return wallClock(value as string, how.timezone);
  if (field.kind === "enum") return how.words.value(field.name, String(value as string));
  return plain(field.name, value, how);
}

function plain(name: string, value: unknown, { words }: How): Cell {
  if (typeof value === "boolean") return words.value(name, String(value));
  if (typeof value === "number") return value;
  if (typeof value === "string") return value;
  const isList = Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number");
  return isList ? value.join("; ") : JSON.stringify(value);
}

/** What stands at a path of an answer. */
export const valueAt = (answer: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], answer);
