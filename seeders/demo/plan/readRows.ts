import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import type { Relationship, SchoolKey } from "./types.js";

export type SubjectCode = "POR" | "MAT";

/** One row of a file: a student in one subject. `key` is what tells students apart in the data (seeders/data/README.md). */
export interface DataRow {
  school: SchoolKey;
  key: string;
  sex: "F" | "M";
  /** Whole years. */
  age: number;
  guardian: Relationship;
  /** G1, G2, G3: whole marks of 0 to 20. */
  marks: [number, number, number];
}

const keyColumns = "school sex age address famsize Pstatus Medu Fedu Mjob Fjob reason nursery internet".split(" ");

/** The rows of both files in their order. Errors: a file that is not there, a value that the data cannot have. */
export function readRows(): Record<SubjectCode, DataRow[]> {
  const folder = dataFolder();
  const read = (file: string): DataRow[] => parseRows(readFileSync(join(folder, file), "utf8"));
  return { POR: read("student-por.csv"), MAT: read("student-mat.csv") };
}

/** The rows of one file's text. Errors as readRows. */
export function parseRows(text: string): DataRow[] {
  return parse(text, { columns: true, skip_empty_lines: true }).map((row, at) => {
    const value = (column: string): string => {
      const found = (row as Record<string, string | undefined>)[column];
      if (found === undefined) throw new Error(`row ${at + 1} has no ${column}`);
      return found;
    };
    const oneOf = <T extends string>(column: string, allowed: readonly T[]): T => {
      const found = allowed.find((one) => one === value(column));
      if (found === undefined) throw new Error(`row ${at + 1}: ${column} is ${value(column)}`);
      return found;
    };
    const whole = (column: string, from: number, to: number): number => {
      const number = Number(value(column));
      if (!Number.isInteger(number) || number < from || number > to) {
        throw new Error(`row ${at + 1}: ${column} is ${value(column)}`);
      }
      return number;
    };
    return {
      school: oneOf("school", ["GP", "MS"]) === "GP" ? "gp" : "ms",
      key: keyColumns.map(value).join("|"),
      sex: oneOf("sex", ["F", "M"]),
      age: whole("age", 10, 30),
      guardian: oneOf("guardian", ["mother", "father", "other"]),
      marks: [whole("G1", 0, 20), whole("G2", 0, 20), whole("G3", 0, 20)],
    };
  });
}

/** Found by walking up, because the built program does not stand where this file does. */
function dataFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, "seeders", "data");
    if (existsSync(join(candidate, "student-por.csv"))) return candidate;
    if (folder === dirname(folder)) throw new Error("seeders/data is missing");
  }
}
