import { z } from "zod";
import { MARK_STATUSES } from "./sheet.js";

const number = z.number().nullable();
const rule = z.strictObject({
  chain: z.array(z.enum(["passes", "gradeProfile", "total", "average", "points"])),
  ties: z.enum(["competition", "dense", "fractional"]),
});

const subject = z.strictObject({
  subject: z.strictObject({ id: z.uuid(), code: z.string(), name: z.string() }),
  parts: z.array(
    z.strictObject({
      examSessionId: z.uuid(),
      paper: z.string().nullable(),
      score: number,
      maximumMark: z.number(),
      status: z.enum(MARK_STATUSES),
    }),
  ),
  total: number,
  grade: z.string().nullable(),
  points: number,
  passes: z.boolean().nullable(),
  position: number,
  mean: number,
  highest: number,
  lowest: number,
});

/** Why a row stands where it stands, as data that a reader puts into the words of his language. */
const because = z.strictObject({
  tiedWith: z.int(),
  steps: z.array(z.strictObject({ kind: rule.shape.chain.element, value: z.union([number, z.array(z.string())]) })),
  reason: z.enum(["noRanking", "incomplete", "nothingTaken"]).nullable(),
});

/** One row of results (api.md 6), frozen as it is in snapshots. */
export const resultRowSchema = z.strictObject({
  registrationId: z.uuid(),
  student: z.strictObject({ id: z.uuid(), admissionNumber: z.string().nullable(), name: z.string() }),
  subjects: z.array(subject),
  total: number,
  average: number,
  passes: z.int().nullable(),
  points: number,
  grade: z.string().nullable(),
  position: number,
  outOf: z.int(),
  formPosition: number.optional(),
  formOutOf: z.int().optional(),
  complete: z.boolean(),
  explanation: z.string(),
  /** The explanation as data; snapshots made before it was told have none. */
  because: because.optional(),
});
export type ResultRowWire = z.output<typeof resultRowSchema>;

export const statisticsSchema = z.strictObject({
  mean: number,
  median: number,
  highest: number,
  lowest: number,
  passRate: number,
});

/** What 100 per cent is shown as, and with how many decimals; the numbers beside it are per cent. */
export const scaleShown = { shownOutOf: z.number(), decimals: z.int() };

/** GET class-sessions/:id/results. */
export const resultsSchema = z.strictObject({
  classSession: z.strictObject({ id: z.uuid(), name: z.string() }),
  term: z.strictObject({ id: z.uuid(), name: z.string(), number: z.int() }),
  rankingRule: rule.nullable(),
  ...scaleShown,
  statistics: statisticsSchema,
  data: z.array(resultRowSchema),
});
export type ResultsWire = z.output<typeof resultsSchema>;
