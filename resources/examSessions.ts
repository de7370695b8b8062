import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { decimal, instant, iso, line } from "../app/door/wire.js";
import { examSessionPolicy } from "../app/policies/examSession.js";
import { ExamSession } from "../models/school/ExamSession.js";

const fields = {
  name: line(100),
  weight: decimal(0, 100),
  opensAt: instant().nullable().optional(),
  closesAt: instant().nullable().optional(),
};

/** Rounds of assessment; weights of a term together at most 100 (the model asks, under the term's lock). */
export const examSessions = defineResource({
  name: "exam-sessions",
  model: ExamSession,
  policy: examSessionPolicy,
  create: z.strictObject({ termId: ref("terms"), ...fields }),
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({ termId: ref("terms"), ...fields, status: z.enum(["draft", "open", "locked", "published"]) }),
  present: (row) => ({
    termId: row.termId,
    name: row.name,
    weight: Number(row.weight),
    opensAt: iso(row.opensAt),
    closesAt: iso(row.closesAt),
    status: row.status as never,
  }),
  sort: ["name"],
  defaultSort: "name",
  filters: { termId: "equals", status: "equals" },
  search: nameSearch("name"),
  panel: { title: "name", beside: "termId", list: ["weight", "opensAt", "closesAt", "status"], group: "Results" },
});
