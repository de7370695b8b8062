import { z } from "zod";
import { email, line, phone } from "../../door/wire.js";
import { admissionNumberPattern } from "../../locale/admissionPattern.js";

const step = z.enum(["passes", "gradeProfile", "total", "average", "points"]);
const unique = <T>(list: T[]) => new Set(list).size === list.length;

/** Rule of api.md 6: each step decides what those before it left equal; null means no ranking. */
export const rankingRuleSchema = z.strictObject({
  chain: z.array(step).min(1).max(5).refine(unique, "names a step twice"),
  ties: z.enum(["competition", "dense", "fractional"]),
});

/** settings/assessment (api.md 6). PATCH replaces `ranking` whole. */
export const assessmentSchema = z.strictObject({
  absentCounts: z.enum(["zero", "leftOut"]),
  gradeFrom: z.enum(["exact", "shown"]),
  decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  ranking: z.strictObject({
    default: rankingRuleSchema.nullable(),
    byLevel: z.record(line(100), rankingRuleSchema.nullable()).optional(),
  }),
  positionScopes: z
    .array(z.enum(["class", "form"]))
    .min(1)
    .refine(unique, "names a scope twice"),
  showPositions: z.boolean(),
  shownOutOf: z.number().min(1).max(1000),
});

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "must be a colour like #1f3a5f");
const word = line(40);

/** settings/general: what a school says of itself. Its code, time zone and country are the platform's to change. */
export const generalSchema = z.strictObject({
  name: line(),
  motto: line(300).nullable(),
  address: line(500).nullable(),
  phone: phone().nullable(),
  email: email().nullable(),
  colours: z.strictObject({ main: colour, accent: colour }),
  crestFileId: z.uuid().nullable(),
  /** Days of ISO 8601 on which the school is open: 1 is Monday. */
  schoolWeek: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine(unique, "names a day twice")
    .transform((days) => [...days].sort()),
  admissionNumberPattern,
  termsPerYear: z.int().min(1).max(12),
  words: z.strictObject({
    session: word,
    term: word,
    form: word,
    class: word,
    student: word,
    guardian: word,
    classTeacher: word,
    head: word,
  }),
});

/** settings/reports: what stands on papers and what must be written before a term is published. */
export const reportsSchema = z.strictObject({
  requiredComments: z.array(z.enum(["classTeacher", "head", "subjects"])).refine(unique, "names a comment twice"),
  paper: z.enum(["A4", "letter"]),
  title: line(100).nullable(),
  headName: line().nullable(),
  headTitle: line(100).nullable(),
  showDateOfBirth: z.boolean(),
});

/** settings/promotions: over what `minimumAverage` is asked. */
export const promotionsSchema = z.strictObject({ basis: z.enum(["meanOfTerms", "lastTerm"]) });

export type AssessmentSettings = z.output<typeof assessmentSchema>;
export type GeneralSettings = z.output<typeof generalSchema>;
export type ReportsSettings = z.output<typeof reportsSchema>;
export type PromotionsSettings = z.output<typeof promotionsSchema>;
