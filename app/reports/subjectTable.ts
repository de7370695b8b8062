import type { CardSnapshot, CardSubject } from "./cardSnapshot.js";
import type { Formats } from "./figures.js";
import { fill, type Words } from "./words.js";

/** What the table of subjects prints: only text, and which columns there are. */
export interface SubjectTable {
  parts: { name: string; outOf: string }[];
  totalOutOf: string;
  hasPosition: boolean;
  hasMean: boolean;
  hasRange: boolean;
  hasRemark: boolean;
  longGrades: boolean;
  legend: boolean;
  rows: SubjectRow[];
}

interface SubjectRow {
  name: string;
  teacher: string;
  parts: string[];
  total: string;
  grade: string;
  fails: boolean;
  position: string;
  mean: string;
  range: string;
  remark: string;
}

/**
 * Parts are columns in order of first appearance, and only when some subject has two: one part alone is the total.
 * A part's maximum stands in the heading when all subjects share it, else with each score. The range stands where there
 * are no remarks, or few subjects.
 */
export function subjectTable(card: CardSnapshot, show: Formats, words: Words): SubjectTable {
  const subjects = card.results.subjects;
  const names = [...new Set(subjects.flatMap((subject) => subject.parts.map((part) => part.name)))];
  const columns = subjects.some((subject) => subject.parts.length > 1) ? names : [];
  const parts = columns.map((name) => ({ name, outOf: commonMaximum(subjects, name) }));
  const totals = show.column(subjects.map((subject) => subject.total));
  const means = show.column(subjects.map((subject) => subject.mean));
  const rows = subjects.map((subject, index) => ({
    name: subject.name,
    teacher: subject.teacher ?? "",
    parts: parts.map((column) => partText(subject, column.name, column.outOf === null, show, words)),
    total: stateOfOnlyPart(subject, words) ?? totals[index] ?? "–",
    grade: subject.grade ?? "–",
    fails: subject.passes === false,
    position: subject.position == null ? "–" : show.score(subject.position),
    mean: means[index] ?? "–",
    range: subject.highest == null ? "–" : `${show.mark(subject.lowest)} – ${show.mark(subject.highest)}`,
    remark: subject.remark ?? bandRemark(card, subject) ?? "",
  }));
  const hasRemark = rows.some((row) => row.remark !== "");
  const printed = rows.flatMap((row) => [...row.parts, row.total]);
  return {
    rows,
    parts: parts.map(({ name, outOf }) => ({
      name,
      outOf: outOf === null ? "" : fill(words.of, { n: show.score(outOf) }),
    })),
    totalOutOf: fill(words.of, { n: card.rule.shownOutOf }),
    hasPosition: subjects.some((subject) => subject.position != null),
    hasMean: subjects.some((subject) => subject.mean != null),
    hasRange: subjects.some((subject) => subject.highest != null) && (!hasRemark || isFew(card)),
    hasRemark,
    longGrades: rows.some((row) => row.grade.length > 2),
    legend: printed.some((text) => [words.absent, words.exempt, "–"].includes(text)),
  };
}

/** A card with so few subjects gets taller rows and a larger chart, so that the paper is filled. */
export function isFew(card: CardSnapshot): boolean {
  return card.results.subjects.length <= 4;
}

function commonMaximum(subjects: CardSubject[], name: string): number | null {
  const maxima = subjects.flatMap(({ parts }) =>
    parts.filter((part) => part.name === name).map((part) => part.maximumMark),
  );
  const [first = null] = maxima;
  return maxima.every((maximum) => maximum === first) ? first : null;
}

function partText(subject: CardSubject, name: string, withMaximum: boolean, show: Formats, words: Words): string {
  const part = subject.parts.find((candidate) => candidate.name === name);
  if (!part) return "";
  if (part.status === "absent") return words.absent;
  if (part.status === "exempt") return words.exempt;
  if (part.status === "not_entered" || part.score === null) return "–";
  return withMaximum ? `${show.score(part.score)}/${show.score(part.maximumMark)}` : show.score(part.score);
}

/** A subject of one part has no column that says why there is no mark: its total says it. */
function stateOfOnlyPart({ parts }: CardSubject, words: Words): string | null {
  const [only] = parts;
  if (parts.length !== 1 || !only) return null;
  return only.status === "absent" ? words.absent : only.status === "exempt" ? words.exempt : null;
}

function bandRemark(card: CardSnapshot, subject: CardSubject): string | null | undefined {
  return card.scale.bands.find((band) => band.label === subject.grade)?.remark;
}
