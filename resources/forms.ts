import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { structurePolicy } from "../app/policies/structure.js";
import { Form } from "../models/school/Form.js";

const fields = {
  name: line(100),
  level: line(100).nullable().optional(),
  order: z.int().min(0).max(1000),
  nextFormId: ref("forms").nullable().optional(),
};

/** Grade levels; each knows the form that follows it. */
export const forms = defineResource({
  name: "forms",
  model: Form,
  policy: structurePolicy,
  create: z.strictObject(fields),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({
    name: z.string(),
    level: z.string().nullable(),
    order: z.int(),
    nextFormId: ref("forms").nullable(),
  }),
  present: (row) => ({ name: row.name, level: row.level, order: row.order, nextFormId: row.nextFormId }),
  sort: ["order", "name"],
  defaultSort: "order",
  filters: { level: "equals" },
  search: nameSearch("name"),
  panel: { title: "name", list: ["level", "order", "nextFormId"], group: "School" },
});
