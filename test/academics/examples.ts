import { computeResults } from "../../app/academics/results.js";
import type { ClassResults, ExamInput, GradeScale, MarkInput, ResultsInput } from "../../app/academics/types.js";

export const OLEVEL: GradeScale = {
  direction: "higher",
  bands: [
    { from: "75", label: "A", points: "5", passes: true },
    { from: "65", label: "B", points: "4", passes: true },
    { from: "50", label: "C", points: "3", passes: true },
    { from: "40", label: "D", points: "2", passes: false },
    { from: "30", label: "E", points: "1", passes: false },
    { from: "0", label: "U", points: "0", passes: false },
  ],
};

export interface Round {
  id: string;
  weight: string;
  maximumMark?: string;
  papers?: { paper: string; weight: string | null; maximumMark?: string }[];
}

/** A mark as a teacher writes it: "72.5", "abs", "ex", or "" for not entered. */
export type Written = string;

/**
 * One class: `sheet[student][subject]` holds the marks in the order of the rounds and their papers. A subject that a student's sheet
 * does not name is not taken.
 */
export function classOf(
  sheet: Record<string, Record<string, Written[]>>,
  settings: Partial<ResultsInput["settings"]> = {},
  rounds: Round[] = [{ id: "final", weight: "100" }],
  scale: GradeScale = OLEVEL,
): ResultsInput {
  const subjects = [...new Set(Object.values(sheet).flatMap((marks) => Object.keys(marks)))];
  const examsOf = (subjectId: string): ExamInput[] =>
    rounds.flatMap((round) =>
      (round.papers ?? [{ paper: null, weight: null }]).map((paper) => ({
        id: `${subjectId} ${round.id} ${paper.paper}`,
        examSessionId: round.id,
        subjectId,
        paper: paper.paper,
        weight: paper.weight,
        maximumMark: ("maximumMark" in paper && paper.maximumMark) || round.maximumMark || "100",
      })),
    );
  const marks = Object.entries(sheet).flatMap(([registrationId, bySubject]) =>
    Object.entries(bySubject).flatMap(([subjectId, written]) =>
      examsOf(subjectId).map((exam, i) => ({ examId: exam.id, registrationId, ...read(written[i] ?? "") })),
    ),
  );
  return {
    settings: {
      absentCounts: "zero",
      gradeFrom: "exact",
      decimals: 2,
      ranking: { chain: ["passes", "gradeProfile", "total"], ties: "competition" },
      formPositions: false,
      ...settings,
    },
    scale,
    examSessions: rounds.map(({ id, weight }) => ({ id, weight })),
    classSessions: [
      {
        id: "1A",
        exams: subjects.flatMap(examsOf),
        registrations: Object.entries(sheet).map(([id, bySubject]) => ({ id, subjectIds: Object.keys(bySubject) })),
        marks,
      },
    ],
  };
}

function read(written: Written): Pick<MarkInput, "score" | "status"> {
  if (written === "") return { score: null, status: "not_entered" };
  if (written === "abs") return { score: null, status: "absent" };
  if (written === "ex") return { score: null, status: "exempt" };
  return { score: written, status: "present" };
}

export function resultsOf(...given: Parameters<typeof classOf>): ClassResults {
  return computeResults(classOf(...given))[0]!;
}

/** The first subject of the first student, given one student's marks in one subject. */
export function subjectOf(
  written: Written[],
  settings?: Parameters<typeof classOf>[1],
  rounds?: Round[],
  scale?: GradeScale,
) {
  const row = resultsOf({ tariro: { maths: written } }, settings, rounds, scale).rows[0]!;
  return { ...row.subjects[0]!, complete: row.complete };
}

/** Positions of students whose only marks are these. */
export function positionsOf(marks: string[], settings: Parameters<typeof classOf>[1]): (number | null)[] {
  const sheet = Object.fromEntries(marks.map((mark, i) => [`student ${i}`, { maths: [mark] }]));
  return resultsOf(sheet, settings).rows.map((row) => row.position);
}
