import { lcm } from "./exact.js";
import { grader, labelOrder, pointsUnit, readScale } from "./grade.js";
import type { ReadBand, ReadScale } from "./grade.js";
import type { RankKey } from "./ranking.js";
import type { Cell } from "./sheet.js";
import type { ResultsInput } from "./types.js";

/** A cell with its total over the common unit and the band it falls in; both null without a total. */
export interface GradedCell extends Cell {
  value: bigint | null;
  band: ReadBand | null;
}

/** A row before rounding. */
export interface ScoredRow extends RankKey {
  registrationId: string;
  cells: GradedCell[];
  /** Subjects that have a total. */
  counted: number;
  complete: boolean;
  band: ReadBand | null;
}

/** Denominators shared by all rows, which makes every comparison one of integers. */
export interface Units {
  total: bigint;
  average: bigint;
  points: bigint;
}

export interface Scored {
  direction: ReadScale["direction"];
  units: Units;
  labels: readonly string[];
  /** By class session, in the order of the input. */
  rows: ScoredRow[][];
}

/**
 * Brings all totals of the form to one denominator, then grades and adds up. total = Σ exact subject totals; average = total ÷ subjects that
 * have one; passes = subjects whose band passes; points = Σ subject points, null when no band of theirs has any.
 * A row is complete when no subject's total is missing and at least one subject was examined.
 */
export function scoreRows(input: ResultsInput, sheets: readonly Cell[][][]): Scored {
  const { gradeFrom, decimals } = input.settings;
  const level = readScale(input.scale);
  const own = new Map([...(input.subjectScales ?? [])].map(([id, scale]) => [id, readScale(scale)]));
  const scales = [level, ...own.values()];

  const denominators = new Set(sheets.flat(2).map((cell) => cell.total.d));
  const unit = lcm(denominators);
  const factors = new Map([...denominators].map((d) => [d, unit / d]));
  const gradeLevel = grader(level, unit, gradeFrom, decimals);
  const gradeSubject = new Map([...own].map(([id, scale]) => [id, grader(scale, unit, gradeFrom, decimals)]));
  const order = labelOrder(level, own.values());
  const pointUnit = pointsUnit(scales);

  const gradeCell = (cell: Cell): GradedCell => {
    const { subjectId, parts, total } = cell;
    if (total.state !== "counted") return { subjectId, parts, total, value: null, band: null };
    const value = total.n * factors.get(total.d)!;
    const band = (gradeSubject.get(subjectId) ?? gradeLevel)(value);
    return { subjectId, parts, total, value, band };
  };

  const addUp = (registrationId: string, cells: GradedCell[]): ScoredRow => {
    const row: ScoredRow = {
      registrationId,
      cells,
      counted: 0,
      complete: cells.some((cell) => cell.total.state !== "notExamined"),
      band: null,
      passes: 0,
      profile: [],
      total: 0n,
      average: 0n,
      points: null,
    };
    const profile = new Array<number>(order.size).fill(0);
    for (const { total, value, band } of cells) {
      if (total.state === "missing") row.complete = false;
      if (value === null || band === null) continue;
      row.counted += 1;
      row.total += value;
      if (band.band.passes) row.passes += 1;
      profile[order.get(band.band.label)!]! += 1;
      if (band.points) row.points = (row.points ?? 0n) + band.points.n * (pointUnit / band.points.d);
    }
    row.profile = profile;
    return row;
  };

  const rows = sheets.map((sheet, c) =>
    sheet.map((cells, r) => addUp(input.classSessions[c]!.registrations[r]!.id, cells.map(gradeCell))),
  );
  const averageUnit = addAverages(rows.flat(), unit, level, input.settings);
  const units = { total: unit, average: averageUnit, points: pointUnit };
  return { direction: level.direction, units, labels: [...order.keys()], rows };
}

/** Averages over one denominator again: that of the totals times a multiple of all the counts of subjects. Returns it. */
function addAverages(
  rows: readonly ScoredRow[],
  unit: bigint,
  level: ReadScale,
  { gradeFrom, decimals }: ResultsInput["settings"],
): bigint {
  const counts = new Set(rows.map((row) => row.counted));
  counts.delete(0);
  const multiple = lcm([...counts].map(BigInt));
  const grade = grader(level, unit * multiple, gradeFrom, decimals);
  for (const row of rows) {
    if (row.counted === 0) continue;
    row.average = row.total * (multiple / BigInt(row.counted));
    row.band = grade(row.average);
  }
  return unit * multiple;
}
