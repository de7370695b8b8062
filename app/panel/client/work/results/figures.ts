import type { Part, ResultRow, Scale, SubjectResult } from "./shape.js";

/**
 * A per cent figure of the wire (at most two decimals) as people see it: out of `shownOutOf`, rounded half up. In whole
 * numbers, since halves are what binary floats get wrong.
 */
export function scaled(percent: number, { shownOutOf, decimals }: Scale): number {
  const power = 10 ** decimals;
  const hundredths = Math.round(percent * 100) * Math.round(shownOutOf * 100);
  return Math.floor((2 * hundredths * power + 1_000_000) / 2_000_000) / power;
}

/** The best first, who has no position last, by name; or all by name. */
export function ordered(rows: readonly ResultRow[], by: "position" | "name", language: string): ResultRow[] {
  const names = new Intl.Collator(language);
  const place = ({ position }: ResultRow) => position ?? Number.POSITIVE_INFINITY;
  return [...rows].sort((a, b) => {
    const [first, second] = by === "position" ? [place(a), place(b)] : [0, 0];
    return first < second ? -1 : first > second ? 1 : names.compare(a.student.name, b.student.name);
  });
}

/** All subjects of the rows, in order of name: the columns of a table. */
export function subjectsOf(rows: readonly ResultRow[], language: string): ResultRow["subjects"][number]["subject"][] {
  const found = new Map(rows.flatMap((row) => row.subjects.map(({ subject }) => [subject.id, subject] as const)));
  const names = new Intl.Collator(language);
  return [...found.values()].sort((a, b) => names.compare(a.name, b.name));
}

export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** How the averages lie, in ten bins of ten per cent; 100 belongs to the last. Only complete rows, as in the statistics. */
export function distribution(rows: readonly ResultRow[]): Bin[] {
  const bins = Array.from({ length: 10 }, (_, index): Bin => ({ from: index * 10, to: index * 10 + 10, count: 0 }));
  for (const { average, complete } of rows) {
    const bin = average === null || !complete ? undefined : bins[Math.min(9, Math.floor(average / 10))];
    if (bin) bin.count += 1;
  }
  return bins;
}

/** Why a subject has no total: a mark that is not entered goes before one that was missed. */
export function gapOf({ parts }: SubjectResult): Part["status"] {
  if (parts.some((one) => one.status === "not_entered")) return "not_entered";
  return parts.some((one) => one.status === "absent") ? "absent" : "exempt";
}
