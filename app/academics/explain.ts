import type { Criterion, Explanation, ExplanationStep, RankingRule } from "./types.js";

/** The numbers of a row as they are shown. */
export interface ExplainedRow {
  position: number | null;
  outOf: number;
  tiedWith: number;
  passes: number;
  /** Labels from the best down, one a subject. */
  labels: readonly string[];
  total: number | null;
  average: number | null;
  points: number | null;
  missingSubjectIds: readonly string[];
}

/** Why a row stands where it stands: "6 of 41: 7 passes, then A A B B C C D, then 512", or why it has no position. */
export function explain(row: ExplainedRow, rule: RankingRule | null): Explanation {
  const { position, outOf, tiedWith } = row;
  const missingSubjectIds = [...row.missingSubjectIds];
  const reason = rule === null ? "noRanking" : missingSubjectIds.length > 0 ? "incomplete" : "nothingTaken";
  if (rule === null || position === null) {
    const text = `not ranked: ${unrankedText(reason, missingSubjectIds.length)}`;
    return { position: null, outOf, tiedWith: 0, steps: [], reason, missingSubjectIds, text };
  }
  const steps = rule.chain.map((criterion) => stepOf(criterion, row));
  const tied = tiedWith > 0 ? `, tied with ${counted(tiedWith, "other", "others")}` : "";
  const because = steps.length > 0 ? `: ${steps.map(stepText).join(", then ")}` : "";
  const text = `${position} of ${outOf}${tied}${because}`;
  return { position, outOf, tiedWith, steps, reason: null, missingSubjectIds, text };
}

function unrankedText(reason: "noRanking" | "incomplete" | "nothingTaken", missing: number): string {
  if (reason === "noRanking") return "this level has no ranking";
  if (reason === "nothingTaken") return "no subject has a total";
  return `${counted(missing, "subject has", "subjects have")} no total yet`;
}

function stepOf(criterion: Criterion, row: ExplainedRow): ExplanationStep {
  switch (criterion) {
    case "gradeProfile":
      return { kind: criterion, value: [...row.labels] };
    case "points":
      return { kind: criterion, value: row.points };
    case "passes":
      return { kind: criterion, value: row.passes };
    default:
      return { kind: criterion, value: row[criterion] ?? 0 };
  }
}

function stepText(step: ExplanationStep): string {
  switch (step.kind) {
    case "passes":
      return counted(step.value, "pass", "passes");
    case "gradeProfile":
      return step.value.join(" ") || "no grades";
    case "points":
      return step.value === null ? "no points" : counted(step.value, "point", "points");
    case "average":
      return `average ${step.value}`;
    case "total":
      return String(step.value);
  }
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
