import type { ResultRow } from "./shape.js";

type Say = (key: string, values?: Record<string, string | number>) => string;

export interface Reasons {
  /** What decided, in this order; each step only where those before it left two rows equal. */
  steps: string[];
  /** What is said beside: who shares the position, or why there is none. */
  note?: string;
}

/** Why a row stands where it stands, in the reader's words; a snapshot of old days has the server's English sentence. */
export function reasonsOf({ because, explanation }: ResultRow, say: Say, score: (percent: number) => string): Reasons {
  if (!because) return { steps: [], note: explanation };
  const { steps, reason, tiedWith } = because;
  if (reason) return { steps: [], note: say(`results.why.${reason}`) };
  const told = steps.map(({ kind, value }) => {
    if (Array.isArray(value)) return say("results.why.gradeProfile", { grades: value.join(" ") || "–" });
    if (kind === "passes" || kind === "points")
      return value === null ? say("results.why.no-points") : say(`results.why.${kind}`, { count: value });
    return say(`results.why.${kind}`, { score: value === null ? "–" : score(value) });
  });
  return { steps: told, ...(tiedWith > 0 ? { note: say("results.why.tied", { count: tiedWith }) } : {}) };
}

/** The names of subjects without a total: what makes a row incomplete. */
export const missingIn = ({ subjects }: ResultRow): string[] =>
  subjects
    .filter(({ total, parts }) => total === null && parts.some((one) => one.status !== "exempt"))
    .map((one) => one.subject.name);
