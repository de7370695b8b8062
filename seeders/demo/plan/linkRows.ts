import type { DataRow, SubjectCode } from "./readRows.js";
import type { Gender, Relationship, SchoolKey } from "./types.js";

/** A student as the data knows one: nameless, with the marks of each subject taken. */
export interface DataStudent {
  school: SchoolKey;
  gender: Gender;
  age: number;
  guardian: Relationship;
  marks: Partial<Record<SubjectCode, [number, number, number]>>;
}

/**
 * Students out of both files: the n-th row with a key in one file and the n-th row with that key in the other are one
 * student (seeders/data/README.md). "File order", here and in classes: first the rows of the Portuguese file in their
 * order, then in theirs the rows of the Mathematics file that belong to nobody yet.
 */
export function linkRows(rows: Record<SubjectCode, DataRow[]>): DataStudent[] {
  const students = new Map<string, DataStudent>();
  for (const subject of ["POR", "MAT"] as const) {
    const seen = new Map<string, number>();
    for (const row of rows[subject]) {
      const nth = (seen.get(row.key) ?? 0) + 1;
      seen.set(row.key, nth);
      const identity = `${row.key}#${nth}`;
      const student = students.get(identity) ?? {
        school: row.school,
        gender: row.sex === "F" ? "female" : "male",
        age: row.age,
        guardian: row.guardian,
        marks: {},
      };
      student.marks[subject] = row.marks;
      students.set(identity, student);
    }
  }
  return [...students.values()];
}
