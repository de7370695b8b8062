import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { day, line } from "../app/door/wire.js";
import { structurePolicy } from "../app/policies/structure.js";
import { Closure } from "../models/school/Closure.js";

const fields = { name: line(), startsOn: day(), endsOn: day() };

/** Days of a term on which the school is closed. */
export const closures = defineResource({
  name: "closures",
  model: Closure,
  policy: structurePolicy,
  create: z.strictObject({ ...fields, termId: ref("terms") }),
  answer: z.strictObject({ ...fields, termId: ref("terms") }),
  present: (row) => ({ termId: row.termId, name: row.name, startsOn: row.startsOn, endsOn: row.endsOn }),
  sort: ["startsOn"],
  defaultSort: "startsOn",
  filters: { termId: "equals" },
});
