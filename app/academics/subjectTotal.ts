import { divide, lcm, multiply, ratio, sum, ZERO } from "./exact.js";
import type { Ratio } from "./exact.js";
import type { MarkStatus, ResultsSettings, SubjectState } from "./types.js";

/** One exam of a subject with its weights read; `paperWeight` is already filled in (see fillPaperWeights). */
export interface WeightedPart {
  examSessionId: string;
  sessionWeight: Ratio;
  paperWeight: Ratio;
  maximum: Ratio;
}

/** What a registration has in a part: hundredths of a mark, and the other maximum when the mark came along from a former class. */
export interface PartMark {
  status: MarkStatus;
  hundredths: bigint;
  maximum?: Ratio;
}

/** A total in per cent is n/d; n is 0 and d is 1 unless the state is `counted`. */
export interface SubjectTotal {
  state: SubjectState;
  n: bigint;
  d: bigint;
}

interface Plan {
  coefficients: readonly bigint[];
  denominator: bigint;
}

/**
 * Total of one subject for one registration: Σ score/maximum × weight, in per cent (api.md, results), exactly.
 * - Papers first: within an exam session papers count by their weights, so a paper left out gives its weight to that session's other papers;
 *   only a session with no paper left gives its weight to the other sessions, in proportion.
 * - The weights are those present: if they do not add to 100 (an open term, a subject without one of the exam sessions) the total is
 *   over what they add to, so that it is always a percentage; if they do, this is the formula to the letter.
 * - Weight 0 counts for nothing, but a mark not entered there still leaves the subject `missing`.
 *
 * Rows that left out the same parts share one plan of integer coefficients, so a row costs a few multiplications and no gcd.
 */
export function subjectCalculator(
  parts: readonly WeightedPart[],
  absentCounts: ResultsSettings["absentCounts"],
): (marks: readonly PartMark[]) => SubjectTotal {
  const plans = new Map<string, Plan | null>();
  const carriesWeight = parts.map((part) => part.sessionWeight.n > 0n && part.paperWeight.n > 0n);

  return (marks) => {
    if (parts.length === 0) return without("notExamined");
    let key = "";
    let movedHere = false;
    for (const mark of marks) {
      if (mark.status === "not_entered") return without("missing");
      key += mark.status === "present" || (mark.status === "absent" && absentCounts === "zero") ? "1" : "0";
      movedHere ||= mark.maximum !== undefined;
    }
    let plan = movedHere ? undefined : plans.get(key);
    if (plan === undefined) {
      const maxima = parts.map((part, i) => marks[i]?.maximum ?? part.maximum);
      plan = makePlan(parts, maxima, key);
      if (!movedHere) plans.set(key, plan);
    }
    if (!plan) return without(isExempt(marks, carriesWeight) ? "exempt" : "missing");
    let n = 0n;
    marks.forEach((mark, i) => {
      if (mark.status === "present") n += mark.hundredths * plan.coefficients[i]!;
    });
    return { state: "counted", n, d: plan.denominator };
  };
}

const without = (state: SubjectState): SubjectTotal => ({ state, n: 0n, d: 1n });

/** Exempt from all that counts: the subject is not taken. One absence among it, left out, is a result still owed. */
function isExempt(marks: readonly PartMark[], carriesWeight: readonly boolean[]): boolean {
  const counting = marks.filter((_, i) => carriesWeight[i]);
  const decisive = counting.length > 0 ? counting : marks;
  return decisive.every((mark) => mark.status === "exempt");
}

/** Coefficients over one denominator for the parts whose key is "1"; null when no weight is left among them. */
function makePlan(parts: readonly WeightedPart[], maxima: readonly Ratio[], key: string): Plan | null {
  const kept = parts.map((part, i) => (key[i] === "1" ? part.paperWeight : ZERO));
  const inSession = (id: string): Ratio => sum(kept.filter((_, i) => parts[i]!.examSessionId === id));
  const sessions = new Map(parts.map((part) => [part.examSessionId, part.sessionWeight]));
  const present = new Map([...sessions].filter(([id, weight]) => weight.n > 0n && inSession(id).n > 0n));
  if (present.size === 0) return null;

  const allWeights = sum([...present.values()]);
  const shares = parts.map((part, i) => {
    const sessionWeight = present.get(part.examSessionId);
    if (!sessionWeight || kept[i]!.n === 0n) return ZERO;
    const ofTotal = divide(sessionWeight, allWeights);
    const ofSession = divide(kept[i]!, inSession(part.examSessionId));
    // Hundredths of a mark to per cent of the maximum: × 100 ÷ 100.
    return divide(multiply(ofTotal, ofSession), maxima[i]!);
  });
  const denominator = lcm(shares.map((share) => share.d));
  return { coefficients: shares.map((share) => share.n * (denominator / share.d)), denominator };
}

/**
 * Weights of the papers of one subject in one exam session. None given: all equal. Some given: the others weigh as much as
 * the given ones do on average, which keeps "no weight" meaning "like the rest".
 */
export function fillPaperWeights(weights: readonly (Ratio | null)[]): Ratio[] {
  const given = weights.filter((weight) => weight !== null);
  const usual = given.length > 0 ? divide(sum(given), ratio(BigInt(given.length), 1n)) : ratio(1n, 1n);
  return weights.map((weight) => weight ?? usual);
}
