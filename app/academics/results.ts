import { compare, toNumber } from "./exact.js";
import { explain } from "./explain.js";
import { chainOrder, placesOf } from "./ranking.js";
import { scoreRows } from "./scoring.js";
import type { GradedCell, Scored, ScoredRow } from "./scoring.js";
import { readSheets } from "./sheet.js";
import { classStatistics, spreadOf } from "./statistics.js";
import type { ClassResults, ResultRow, ResultsInput, Spread, SubjectResult } from "./types.js";

interface Standing {
  outOf: number;
  places: Map<ScoredRow, { position: number; tiedWith: number }>;
}

interface SubjectStanding extends Spread {
  positions: Map<string, number>;
}

/**
 * Results of one class session, or of all class sessions of a form (then `formPositions` ranks them together as well): the shape `results`
 * of api.md section 6 without the names. Everything is exact until the edge, where each number is rounded half up once to
 * `settings.decimals`; ranks compare exact numbers only. Two kinds of number are shown as they are: scores, as the teacher entered them,
 * and points, which are the scale's own (to 2 decimals); a fractional position keeps its half.
 * Rows come in the order of the registrations, classes in that of the input.
 *
 * Throws InvalidGradeScale, NotADecimal, InvalidResultsInput. How a subject's total is made: subjectCalculator.
 */
export function computeResults(input: ResultsInput): ClassResults[] {
  const scored = scoreRows(input, input.classSessions.map(readSheets(input)));
  const form = input.settings.formPositions ? standing(scored.rows.flat(), scored, input) : null;
  return scored.rows.map((rows, i) => ({
    classSessionId: input.classSessions[i]!.id,
    statistics: statisticsOf(rows, scored, input),
    rows: presentRows(rows, scored, input, form),
  }));
}

/** Only complete rows with a total are ranked; `outOf` counts them. */
function standing(rows: readonly ScoredRow[], scored: Scored, { settings }: ResultsInput): Standing {
  if (!settings.ranking) return { outOf: 0, places: new Map() };
  const ranked = rows.filter(isRanked);
  const { positions, tiedWith } = placesOf(
    ranked,
    chainOrder(settings.ranking, scored.direction),
    settings.ranking.ties,
  );
  const places = ranked.map((row, i) => [row, { position: positions[i]!, tiedWith: tiedWith[i]! }] as const);
  return { outOf: ranked.length, places: new Map(places) };
}

const isRanked = (row: ScoredRow): boolean => row.complete && row.counted > 0;

function statisticsOf(rows: readonly ScoredRow[], { units }: Scored, { settings }: ResultsInput) {
  const complete = rows.filter(isRanked);
  const passing = complete.filter((row) => row.band?.band.passes).length;
  return classStatistics(
    complete.map((row) => row.average),
    units.average,
    passing,
    settings.decimals,
  );
}

/** Positions and spread of each subject over all rows that have its total, complete or not. */
function subjectStandings(
  rows: readonly ScoredRow[],
  { units }: Scored,
  { settings }: ResultsInput,
): Map<string, SubjectStanding> {
  const entries = new Map<string, { registrationId: string; value: bigint }[]>();
  for (const { registrationId, cells } of rows) {
    for (const { subjectId, value } of cells) {
      if (value === null) continue;
      const known = entries.get(subjectId);
      if (known) known.push({ registrationId, value });
      else entries.set(subjectId, [{ registrationId, value }]);
    }
  }
  return new Map(
    [...entries].map(([subjectId, own]) => {
      const ties = settings.ranking?.ties;
      const positions = ties ? placesOf(own, (a, b) => compare(b.value, a.value), ties).positions : [];
      const values = own.map(({ value }) => value);
      return [
        subjectId,
        {
          ...spreadOf(values, units.total, settings.decimals),
          positions: new Map(positions.map((position, i) => [own[i]!.registrationId, position])),
        },
      ];
    }),
  );
}

function presentRows(
  rows: readonly ScoredRow[],
  scored: Scored,
  input: ResultsInput,
  form: Standing | null,
): ResultRow[] {
  const inClass = standing(rows, scored, input);
  const subjects = subjectStandings(rows, scored, input);
  return rows.map((row) => {
    const numbers = rowNumbers(row, scored, input);
    const place = inClass.places.get(row);
    const position = place?.position ?? null;
    const explained = {
      ...numbers,
      position,
      outOf: inClass.outOf,
      tiedWith: place?.tiedWith ?? 0,
      labels: row.profile.flatMap((count, i) => new Array<string>(count).fill(scored.labels[i]!)),
      missingSubjectIds: row.cells.filter((cell) => cell.total.state === "missing").map((cell) => cell.subjectId),
    };
    return {
      registrationId: row.registrationId,
      subjects: row.cells.map((cell) =>
        presentSubject(cell, row.registrationId, subjects.get(cell.subjectId), scored, input),
      ),
      ...numbers,
      grade: row.band?.band.label ?? null,
      remark: row.band?.band.remark ?? null,
      position,
      outOf: inClass.outOf,
      ...(form && { formPosition: form.places.get(row)?.position ?? null, formOutOf: form.outOf }),
      complete: row.complete,
      explanation: explain(explained, input.settings.ranking),
    };
  });
}

function rowNumbers(row: ScoredRow, { units }: Scored, { settings: { decimals } }: ResultsInput) {
  const has = row.counted > 0;
  return {
    total: has ? toNumber(row.total, units.total, decimals) : null,
    average: has ? toNumber(row.average, units.average, decimals) : null,
    passes: row.passes,
    points: row.points === null ? null : toNumber(row.points, units.points, 2),
  };
}

function presentSubject(
  { subjectId, parts, total, value, band }: GradedCell,
  registrationId: string,
  standing: SubjectStanding | undefined,
  { units }: Scored,
  { settings: { decimals } }: ResultsInput,
): SubjectResult {
  return {
    subjectId,
    state: total.state,
    parts,
    total: value === null ? null : toNumber(value, units.total, decimals),
    grade: band?.band.label ?? null,
    remark: band?.band.remark ?? null,
    points: band?.points ? toNumber(band.points.n, band.points.d, 2) : null,
    passes: band?.band.passes ?? null,
    position: standing?.positions.get(registrationId) ?? null,
    mean: standing?.mean ?? null,
    highest: standing?.highest ?? null,
    lowest: standing?.lowest ?? null,
  };
}
