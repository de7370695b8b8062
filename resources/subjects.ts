import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { structurePolicy } from "../app/policies/structure.js";
import { Subject } from "../models/school/Subject.js";

const fields = { code: line(20), name: line(), department: line().nullable().optional() };

/** What is taught. */
export const subjects = defineResource({
  name: "subjects",
  model: Subject,
  policy: structurePolicy,
  create: z.strictObject(fields),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({ code: z.string(), name: z.string(), department: z.string().nullable() }),
  present: (row) => ({ code: row.code, name: row.name, department: row.department }),
  sort: ["name", "code"],
  defaultSort: "name",
  filters: { department: "equals" },
  search: nameSearch("name", "code"),
  panel: { title: "name", beside: "code", list: ["department"], group: "School" },
});
