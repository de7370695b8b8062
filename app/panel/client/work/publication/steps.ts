import type { ExamSession, Publication } from "./shape.js";

export type Step = "marks" | "lock" | "term" | "cards";
/** `open`: the term was published although this was not done. */
export type StepState = "done" | "now" | "later" | "open";
export const STEPS: readonly Step[] = ["marks", "lock", "term", "cards"];

/** Where a term stands on its way to report cards: what is done, what is next, what waits for it. */
export function stepsOf({ missing, examSessions, weights, status }: Publication): Record<Step, StepState> {
  const done: Record<Step, boolean> = {
    marks: examSessions.length > 0 && missing.length === 0,
    lock: weights.complete && examSessions.every(isShut),
    term: status === "current",
    cards: false,
  };
  const next = done.term ? "cards" : STEPS.find((one) => !done[one]);
  const stateOf = (one: Step): StepState => (done[one] ? "done" : one === next ? "now" : done.term ? "open" : "later");
  return { marks: stateOf("marks"), lock: stateOf("lock"), term: stateOf("term"), cards: stateOf("cards") };
}

/** Whether marks can no longer be entered. */
export const isShut = ({ status }: ExamSession): boolean => status === "locked" || status === "published";

/** What stands in the way of publishing the term, whatever the reason given: force lifts none of it. */
export function obstacles({ weights, examSessions }: Publication): ("weights" | "open" | "none")[] {
  if (!examSessions.length) return ["none"];
  return [
    ...(weights.complete ? [] : (["weights"] as const)),
    ...(examSessions.every(isShut) ? [] : (["open"] as const)),
  ];
}

/** The verb that moves an exam session on. */
export const nextVerb = ({ status }: ExamSession): "open" | "lock" | "publish" | undefined =>
  ({ draft: "open", open: "lock", locked: "publish", published: undefined })[status] as
    "open" | "lock" | "publish" | undefined;
