import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { structurePolicy } from "../app/policies/structure.js";
import { ClassSession } from "../models/school/ClassSession.js";

const mutable = {
  classTeacherId: ref("staff").nullable().optional(),
  capacity: z.int().min(1).max(10_000).nullable().optional(),
};

/** Classes in one session. The name is the class's, taken when the class session is made (a verb of sessions). */
export const classSessions = defineResource({
  name: "class-sessions",
  model: ClassSession,
  policy: structurePolicy,
  update: z.strictObject(mutable).partial(),
  answer: z.strictObject({
    sessionId: ref("sessions"),
    classId: ref("classes"),
    name: line(100),
    classTeacherId: ref("staff").nullable(),
    capacity: z.int().nullable(),
  }),
  present: (row) => ({
    sessionId: row.sessionId,
    classId: row.classId,
    name: row.name,
    classTeacherId: row.classTeacherId,
    capacity: row.capacity,
  }),
  sort: ["name"],
  defaultSort: "name",
  filters: { sessionId: "equals", classId: "equals", classTeacherId: "equals" },
  search: nameSearch("name"),
  panel: { title: "name", beside: "sessionId", list: ["classTeacherId", "capacity"], group: "School" },
});
