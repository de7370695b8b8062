import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { day, line } from "../app/door/wire.js";
import { nameSearch } from "../app/door/search.js";
import { structurePolicy } from "../app/policies/structure.js";
import { Session } from "../models/school/Session.js";

const fields = { name: line(100), startsOn: day(), endsOn: day() };

/** Academic years. Which one is current is a verb's business. */
export const sessions = defineResource({
  name: "sessions",
  model: Session,
  policy: structurePolicy,
  create: z.strictObject(fields),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({ ...fields, isCurrent: z.boolean(), status: z.enum(["planned", "current", "closed"]) }),
  present: (row) => ({
    name: row.name,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    isCurrent: row.isCurrent,
    status: row.status as never,
  }),
  sort: ["name", "startsOn"],
  defaultSort: "-startsOn",
  filters: { status: "equals", isCurrent: "equals" },
  search: nameSearch("name"),
  panel: { title: "name", list: ["startsOn", "endsOn", "status"], group: "School" },
});
