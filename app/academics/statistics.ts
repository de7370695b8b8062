import { compare, toNumber } from "./exact.js";
import type { ClassStatistics, Decimals, Spread } from "./types.js";

/** Mean, median, highest and lowest of values over one denominator, each rounded once; all null of no values. */
export function spreadOf(values: readonly bigint[], denominator: bigint, decimals: Decimals): Spread {
  if (values.length === 0) return { mean: null, median: null, highest: null, lowest: null };
  const sorted = [...values].sort(compare);
  const number = (n: bigint, d = denominator): number => toNumber(n, d, decimals);
  const total = sorted.reduce((a, b) => a + b, 0n);
  const upper = sorted[sorted.length >> 1]!;
  const lower = sorted[(sorted.length - 1) >> 1]!;
  return {
    mean: number(total, denominator * BigInt(sorted.length)),
    median: number(upper + lower, denominator * 2n),
    highest: number(sorted.at(-1)!),
    lowest: number(sorted[0]!),
  };
}

/** Of the averages of a class's complete rows; passRate is the per cent of them that `passing` counts. */
export function classStatistics(
  averages: readonly bigint[],
  denominator: bigint,
  passing: number,
  decimals: Decimals,
): ClassStatistics {
  const passRate = averages.length > 0 ? toNumber(BigInt(passing) * 100n, BigInt(averages.length), decimals) : null;
  return { ...spreadOf(averages, denominator, decimals), passRate };
}
