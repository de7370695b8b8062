import { readFileSync } from "node:fs";

/** Fields of the lines of a data file, read the obvious way: no field of it holds a comma. */
export function rawRows(file: "student-por.csv" | "student-mat.csv"): string[][] {
  const text = readFileSync(new URL(`../../seeders/data/${file}`, import.meta.url), "utf8");
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => line.replaceAll('"', "").split(","));
}

/** How often each value occurs. */
export function count(values: (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** How many different values there are. */
export function unique(values: string[]): number {
  return new Set(values).size;
}
