import { literal, Op } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { nameSearch } from "../app/door/search.js";
import { line, yesNo } from "../app/door/wire.js";
import { structurePolicy } from "../app/policies/structure.js";
import { ClassSession } from "../models/school/ClassSession.js";

const mutable = {
  classTeacherId: ref("staff").nullable().optional(),
  capacity: z.int().min(1).max(10_000).nullable().optional(),
};

const teaches = (id: string) =>
  `"ClassSession"."id" IN (SELECT s.class_session_id FROM class_session_subjects s WHERE s.teacher_id = '${id}')`;
const CURRENT = "(SELECT id FROM sessions WHERE is_current)";
/** More are registered than there are seats, as registering counts them. */
const OVER = `((SELECT count(*) FROM registrations r WHERE r.class_session_id = "ClassSession"."id" AND r.status = 'active') > "ClassSession"."capacity")`;

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
  moreFilters: {
    teacherId: {
      value: z.uuid(),
      where: (id: string) => literal(`("ClassSession"."class_teacher_id" = '${id}' OR ${teaches(id)})`) as never,
    },
    current: {
      value: yesNo(),
      where: (yes: boolean) => ({ sessionId: { [yes ? Op.in : Op.notIn]: literal(CURRENT) } }),
    },
    overCapacity: { value: yesNo(), where: (yes: boolean) => literal(yes ? OVER : `${OVER} IS NOT TRUE`) as never },
  },
  search: nameSearch("name"),
  panel: {
    title: "name",
    beside: "sessionId",
    list: ["classTeacherId", "capacity"],
    group: "School",
    views: [
      ["current", "current=true"],
      ["over-capacity", "overCapacity=true"],
    ],
  },
});
