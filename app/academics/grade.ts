import { compare, lcm, parseDecimal, roundHalfUp } from "./exact.js";
import type { Ratio } from "./exact.js";
import type { Band, Decimals, GradeScale } from "./types.js";

export interface ScaleProblem {
  path: string;
  code:
    | "no_bands"
    | "not_a_decimal"
    | "out_of_range"
    | "duplicate_bound"
    | "no_zero_band"
    | "empty_label"
    | "duplicate_label";
  message: string;
}

/** A scale that cannot grade every percentage from 0 to 100 with exactly one band. */
export class InvalidGradeScale extends Error {
  constructor(readonly problems: readonly ScaleProblem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.message}`).join("; "));
    this.name = "InvalidGradeScale";
  }
}

/** A band with its numbers read. */
export interface ReadBand {
  band: Band;
  from: Ratio;
  points: Ratio | null;
}

/** Bands from the best (highest bound) down, whatever the order they were written in. */
export interface ReadScale {
  direction: GradeScale["direction"];
  bands: readonly ReadBand[];
}

/**
 * What is wrong with a scale, empty when nothing is: lower bounds within 0–100 and all different, the lowest 0, labels there and unique.
 * With that no gap and no overlap can be written (school.md 3.2 no. 1: 39.5 between 0–39 and 40–49; 0 % below 1–10). Paths are JSON pointers.
 */
export function scaleProblems(scale: GradeScale): ScaleProblem[] {
  if (scale.bands.length === 0) return [{ path: "/bands", code: "no_bands", message: "a scale has at least one band" }];
  const problems: ScaleProblem[] = [];
  const bounds = new Set<string>();
  const labels = new Set<string>();
  scale.bands.forEach((band, i) => {
    const add = (field: string, code: ScaleProblem["code"], message: string): void =>
      void problems.push({ path: `/bands/${i}/${field}`, code, message });
    const from = tryDecimal(band.from);
    if (!from) add("from", "not_a_decimal", "a lower bound is a decimal");
    else {
      const text = `${from.n}/${from.d}`;
      if (from.n < 0n || from.n > 100n * from.d) add("from", "out_of_range", "a lower bound lies within 0 and 100");
      if (bounds.has(text)) add("from", "duplicate_bound", "two bands begin at the same mark");
      bounds.add(text);
    }
    if (band.points !== null && !tryDecimal(band.points)) add("points", "not_a_decimal", "points are a decimal");
    const label = band.label.trim();
    if (label === "") add("label", "empty_label", "a band has a label");
    else if (labels.has(label)) add("label", "duplicate_label", `two bands are labelled ${label}`);
    labels.add(label);
  });
  if (!bounds.has("0/1"))
    problems.push({ path: "/bands", code: "no_zero_band", message: "the lowest band begins at 0" });
  return problems;
}

function tryDecimal(value: string | number): Ratio | null {
  try {
    return parseDecimal(value);
  } catch {
    return null;
  }
}

/** Reads a scale for grading. Throws InvalidGradeScale. */
export function readScale(scale: GradeScale): ReadScale {
  const problems = scaleProblems(scale);
  if (problems.length > 0) throw new InvalidGradeScale(problems);
  const bands = scale.bands.map((band) => ({
    band,
    from: parseDecimal(band.from),
    points: band.points === null ? null : parseDecimal(band.points),
  }));
  bands.sort((a, b) => compare(b.from.n * a.from.d, a.from.n * b.from.d));
  return { direction: scale.direction, bands };
}

/** Finds the band of n/denominator (per cent, 0 or more) from integers alone: bounds are brought to the denominator once, rounded up. */
export function exactGrader(scale: ReadScale, denominator: bigint): (n: bigint) => ReadBand {
  const bounds = scale.bands.map(({ from }) => (from.n * denominator + from.d - 1n) / from.d);
  return (n) => {
    let i = 0;
    while (i < bounds.length - 1 && n < bounds[i]!) i++;
    return scale.bands[i]!;
  };
}

/** The same by the school's choice: from the exact mark, or from the one that is shown (rounded half up to `decimals`). */
export function grader(
  scale: ReadScale,
  denominator: bigint,
  gradeFrom: "exact" | "shown",
  decimals: Decimals,
): (n: bigint) => ReadBand {
  if (gradeFrom === "exact") return exactGrader(scale, denominator);
  const fromShown = exactGrader(scale, 10n ** BigInt(decimals));
  return (n) => fromShown(roundHalfUp(n, denominator, decimals));
}

/** The band of one percentage given as a decimal. Throws InvalidGradeScale, NotADecimal. */
export function bandOf(scale: GradeScale, percent: string | number): Band {
  const { n, d } = parseDecimal(percent);
  return exactGrader(readScale(scale), d)(n).band;
}

/**
 * Labels from the best down over the level's scale and the subjects' own. A label of the level stands where the level puts it
 * (KNEC: the same letters with other bounds a subject); one that only a subject knows stands by its bound there.
 */
export function labelOrder(scale: ReadScale, subjectScales: Iterable<ReadScale>): Map<string, number> {
  const known = new Map(scale.bands.map((read) => [read.band.label, read.from]));
  for (const other of subjectScales) {
    for (const { band, from } of other.bands) if (!known.has(band.label)) known.set(band.label, from);
  }
  // Array sort is stable: at equal bounds the level's own label stays first.
  const sorted = [...known].sort(([, a], [, b]) => compare(b.n * a.d, a.n * b.d));
  return new Map(sorted.map(([label], i) => [label, i]));
}

/** The common denominator of all points of the scales. */
export function pointsUnit(scales: Iterable<ReadScale>): bigint {
  const denominators = [...scales].flatMap((scale) => scale.bands.map(({ points }) => points?.d ?? 1n));
  return lcm(new Set(denominators));
}
