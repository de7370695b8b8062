/** What GET class-sessions/:id/results and students/:id/results answer (api.md 6). Figures are per cent. */
export interface Part {
  examSessionId: string;
  paper: string | null;
  score: number | null;
  maximumMark: number;
  status: "not_entered" | "present" | "absent" | "exempt";
}
export interface SubjectResult {
  subject: { id: string; code: string; name: string };
  parts: Part[];
  total: number | null;
  grade: string | null;
  passes: boolean | null;
  position: number | null;
  mean: number | null;
}
export interface Because {
  tiedWith: number;
  steps: { kind: "passes" | "gradeProfile" | "total" | "average" | "points"; value: number | string[] | null }[];
  reason: "noRanking" | "incomplete" | "nothingTaken" | null;
}
export interface ResultRow {
  registrationId: string;
  student: { id: string; admissionNumber: string | null; name: string };
  subjects: SubjectResult[];
  total: number | null;
  average: number | null;
  passes: number | null;
  grade: string | null;
  position: number | null;
  outOf: number;
  formPosition?: number | null;
  formOutOf?: number;
  complete: boolean;
  explanation: string;
  because?: Because;
}
/** What 100 per cent is shown as, and with how many decimals. */
export interface Scale {
  shownOutOf: number;
  decimals: number;
}
export interface Statistics {
  mean: number | null;
  median: number | null;
  highest: number | null;
  lowest: number | null;
  passRate: number | null;
}
export interface ClassResults extends Scale {
  classSession: { id: string; name: string };
  term: { id: string; name: string; number: number };
  rankingRule: { chain: string[]; ties: string } | null;
  statistics: Statistics;
  data: ResultRow[];
}
export interface TermResult extends ResultRow, Scale {
  term: { id: string; name: string; number: number };
  published: boolean;
}
