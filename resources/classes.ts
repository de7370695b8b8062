import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { structurePolicy } from "../app/policies/structure.js";
import { SchoolClass } from "../models/school/SchoolClass.js";

const fields = { formId: ref("forms"), name: line(100) };

/** Streams of a form: Form 1A, Form 3 East. */
export const classes = defineResource({
  name: "classes",
  model: SchoolClass,
  policy: structurePolicy,
  create: z.strictObject(fields),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject(fields),
  present: (row) => ({ formId: row.formId, name: row.name }),
  sort: ["name"],
  defaultSort: "name",
  filters: { formId: "equals" },
  search: nameSearch("name"),
  panel: { title: "name", list: ["formId"], group: "School" },
});
