import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { day, instant, iso, line } from "../app/door/wire.js";
import { termPolicy } from "../app/policies/term.js";
import { Term } from "../models/school/Term.js";

const fields = { name: line(100), startsOn: day(), endsOn: day(), nextTermBegins: day().nullable().optional() };

/** Parts of a session, in order. Made under their session; activated by people, never by the clock. */
export const terms = defineResource({
  name: "terms",
  model: Term,
  policy: termPolicy,
  create: z.strictObject({ ...fields, sessionId: ref("sessions"), number: z.int().min(1).max(12) }),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({
    sessionId: ref("sessions"),
    name: line(100),
    number: z.int(),
    startsOn: day(),
    endsOn: day(),
    isCurrent: z.boolean(),
    nextTermBegins: day().nullable(),
    publishedAt: instant().nullable(),
  }),
  present: (row) => ({
    sessionId: row.sessionId,
    name: row.name,
    number: row.number,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    isCurrent: row.isCurrent,
    nextTermBegins: row.nextTermBegins,
    publishedAt: iso(row.publishedAt),
  }),
  sort: ["number", "startsOn", "name"],
  defaultSort: "startsOn",
  filters: { sessionId: "equals", isCurrent: "equals" },
  search: nameSearch("name"),
  panel: {
    title: "name",
    beside: "sessionId",
    list: ["startsOn", "endsOn", "isCurrent", "publishedAt"],
    group: "School",
  },
});
