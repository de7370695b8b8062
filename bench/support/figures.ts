/** The middle one; of an even number the upper middle one. */
export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** The p-th part (0 … 1) of sorted values. */
export const part = (values: number[], p: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))]!;

/** Median with the range: "0.61 (0.58 … 0.66)". */
export function spread(values: number[], digits: number): string {
  const at = (value: number) => value.toFixed(digits);
  return `${at(median(values))} (${at(Math.min(...values))} … ${at(Math.max(...values))})`;
}
