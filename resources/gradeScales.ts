import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { decimal, line } from "../app/door/wire.js";
import { gradeScalePolicy } from "../app/policies/gradeScale.js";
import { GradeScale } from "../models/school/GradeScale.js";

/** Bands by lower bound only: no gap and no overlap can be written; the lowest begins at 0. */
export const bandSchema = z.strictObject({
  from: decimal(0, 100),
  label: line(20),
  points: decimal(0, 1000),
  remark: line().nullable().optional(),
  passes: z.boolean(),
});
const bands = z
  .array(bandSchema)
  .min(1)
  .max(30)
  .refine((list) => list.some((band) => band.from === 0), "the lowest band must begin at 0")
  .refine((list) => new Set(list.map((band) => band.from)).size === list.length, "two bands begin at the same mark")
  .refine((list) => new Set(list.map((band) => band.label)).size === list.length, "two bands have the same label");
const fields = {
  name: line(100),
  level: line(100).nullable().optional(),
  subjectId: ref("subjects").nullable().optional(),
  direction: z.enum(["higher", "lower"]),
  bands,
};

/** Grade scales per level, overridable per subject; the adopted one counts, others are drafts or old. */
export const gradeScales = defineResource({
  name: "grade-scales",
  model: GradeScale,
  policy: gradeScalePolicy,
  create: z.strictObject({ ...fields, direction: fields.direction.default("higher") }),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({ ...fields, adopted: z.boolean() }),
  present: (row) => ({
    name: row.name,
    level: row.level,
    subjectId: row.subjectId,
    direction: row.direction as never,
    bands: row.bands as never,
    adopted: row.adopted,
  }),
  sort: ["name", "level"],
  defaultSort: "name",
  filters: { level: "equals", adopted: "equals", subjectId: "equals" },
  search: nameSearch("name"),
  panel: { title: "name", list: ["level", "adopted"], group: "Settings" },
});
