import { compare } from "./exact.js";
import type { Criterion, GradeScale, RankingRule, Ties } from "./types.js";

/** What rows are compared by. Totals, averages and points are integers, each over one denominator that all rows share. */
export interface RankKey {
  passes: number;
  /** How many of each label, from the best down. */
  profile: readonly number[];
  total: bigint;
  average: bigint;
  points: bigint | null;
}

/** Places of all items in their own order, and with how many others each is tied. */
export interface Places {
  positions: number[];
  tiedWith: number[];
}

/**
 * Gives positions by an order (below zero: a goes before b; zero: they tie). Ties (school.md 4.3): competition 1,2,2,4 as SQL RANK();
 * dense 1,2,2,3 as DENSE_RANK(); fractional 1,2.5,2.5,4, the mean of the places they fill. O(n log n).
 */
export function placesOf<T>(items: readonly T[], order: (a: T, b: T) => number, ties: Ties): Places {
  const sorted = items.map((_, i) => i).sort((a, b) => order(items[a]!, items[b]!));
  const positions = new Array<number>(items.length).fill(0);
  const tiedWith = new Array<number>(items.length).fill(0);
  let groups = 0;
  for (let start = 0; start < sorted.length; groups++) {
    let end = start + 1;
    while (end < sorted.length && order(items[sorted[start]!]!, items[sorted[end]!]!) === 0) end++;
    const position = { competition: start + 1, dense: groups + 1, fractional: (start + 1 + end) / 2 }[ties];
    for (const i of sorted.slice(start, end)) {
      positions[i] = position;
      tiedWith[i] = end - start - 1;
    }
    start = end;
  }
  return { positions, tiedWith };
}

/**
 * The order a chain asks for, best first. More passes, totals, averages go first. A profile compares how many of the best label, then of
 * the next, down to the failing ones, more being better. Points go by the direction of the level's scale: where lower is better (WAEC,
 * ECZ) fewer points go first; a row without points goes last either way.
 */
export function chainOrder(rule: RankingRule, direction: GradeScale["direction"]): (a: RankKey, b: RankKey) => number {
  const orders = rule.chain.map((criterion) => criterionOrder(criterion, direction));
  return (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function criterionOrder(criterion: Criterion, direction: GradeScale["direction"]): (a: RankKey, b: RankKey) => number {
  switch (criterion) {
    case "passes":
      return (a, b) => b.passes - a.passes;
    case "gradeProfile":
      return (a, b) => profileOrder(a.profile, b.profile);
    case "total":
      return (a, b) => compare(b.total, a.total);
    case "average":
      return (a, b) => compare(b.average, a.average);
    case "points":
      return (a, b) => pointsOrder(a.points, b.points, direction);
  }
}

function profileOrder(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return b[i]! - a[i]!;
  return 0;
}

function pointsOrder(a: bigint | null, b: bigint | null, direction: GradeScale["direction"]): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === "lower" ? compare(a, b) : compare(b, a);
}
