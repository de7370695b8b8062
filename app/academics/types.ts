/** A decimal as PostgreSQL `numeric` sends it ("72.50"). Never a binary float: a float has lost the mark already. */
export type Decimal = string;

export type MarkStatus = "not_entered" | "present" | "absent" | "exempt";
export type Ties = "competition" | "dense" | "fractional";
export type Criterion = "passes" | "gradeProfile" | "total" | "average" | "points";
export type Decimals = 0 | 1 | 2;

/** How rows are put in order: each criterion decides only what the ones before it left equal. */
export interface RankingRule {
  chain: readonly Criterion[];
  ties: Ties;
}

/** A band by its lower bound. Bounds and points may be JSON numbers too: they are read by their printed decimals. */
export interface Band {
  from: Decimal | number;
  label: string;
  points: Decimal | number | null;
  remark?: string | null;
  passes: boolean;
}

/** `direction` says which points are the better ones (WAEC: lower); the best band is always the one with the highest bound. */
export interface GradeScale {
  direction: "higher" | "lower";
  bands: readonly Band[];
}

export interface ResultsSettings {
  absentCounts: "zero" | "leftOut";
  gradeFrom: "exact" | "shown";
  decimals: Decimals;
  /** null: this level is not ranked; every position is null. */
  ranking: RankingRule | null;
  /** True when `positionScopes` has form: positions over all class sessions of the input, too. */
  formPositions: boolean;
}

export interface ExamSessionInput {
  id: string;
  weight: Decimal;
}

export interface ExamInput {
  id: string;
  examSessionId: string;
  subjectId: string;
  paper: string | null;
  maximumMark: Decimal;
  /** Weight of a paper within its subject's exam session; null: as much as the others. */
  weight: Decimal | null;
}

export interface MarkInput {
  examId: string;
  registrationId: string;
  score: Decimal | null;
  status: MarkStatus;
}

/** `subjectIds`: what the registration takes, compulsory and elective, in the order in which it is shown. */
export interface RegistrationInput {
  id: string;
  subjectIds: readonly string[];
}

export interface ClassSessionInput {
  id: string;
  exams: readonly ExamInput[];
  registrations: readonly RegistrationInput[];
  /** A mark without a row is not entered. Marks of someone who has left the class may stay: they follow the registration. */
  marks: readonly MarkInput[];
}

/** One class session, or all those of one form when positions in the form are wanted. */
export interface ResultsInput {
  settings: ResultsSettings;
  /** The scale of the level: grades the average and every subject without one of its own. */
  scale: GradeScale;
  subjectScales?: ReadonlyMap<string, GradeScale>;
  /** In the order in which parts are shown. */
  examSessions: readonly ExamSessionInput[];
  classSessions: readonly ClassSessionInput[];
  /** Exams of class sessions outside the input, sat by someone before they moved here (their marks stand with the class's). */
  formerExams?: readonly ExamInput[];
}

export interface ResultPart {
  examSessionId: string;
  paper: string | null;
  score: number | null;
  maximumMark: number;
  status: MarkStatus;
}

/**
 * Why a subject has a total or has none: `counted` it has; `missing` a mark is not entered, or absent from all that counts
 * under leftOut (the row is incomplete); `exempt` from all parts, so not taken; `notExamined` it has no exam (neither counts against the row).
 */
export type SubjectState = "counted" | "missing" | "exempt" | "notExamined";

export interface SubjectResult {
  subjectId: string;
  state: SubjectState;
  parts: ResultPart[];
  total: number | null;
  grade: string | null;
  remark: string | null;
  points: number | null;
  passes: boolean | null;
  position: number | null;
  mean: number | null;
  highest: number | null;
  lowest: number | null;
}

export type ExplanationStep =
  | { kind: "passes" | "total" | "average"; value: number }
  | { kind: "points"; value: number | null }
  | { kind: "gradeProfile"; value: string[] };

/** Data to translate from, and the English of it. `reason` says why there is no position. */
export interface Explanation {
  position: number | null;
  outOf: number;
  tiedWith: number;
  steps: ExplanationStep[];
  reason: "noRanking" | "incomplete" | "nothingTaken" | null;
  missingSubjectIds: string[];
  text: string;
}

export interface ResultRow {
  registrationId: string;
  subjects: SubjectResult[];
  total: number | null;
  average: number | null;
  passes: number;
  points: number | null;
  grade: string | null;
  remark: string | null;
  position: number | null;
  outOf: number;
  formPosition?: number | null;
  formOutOf?: number;
  complete: boolean;
  explanation: Explanation;
}

export interface Spread {
  mean: number | null;
  median: number | null;
  highest: number | null;
  lowest: number | null;
}

export interface ClassStatistics extends Spread {
  passRate: number | null;
}

export interface ClassResults {
  classSessionId: string;
  statistics: ClassStatistics;
  rows: ResultRow[];
}
