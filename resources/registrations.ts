import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { day } from "../app/door/wire.js";
import { registrationPolicy } from "../app/policies/registration.js";
import { Placement } from "../models/school/Placement.js";
import { Registration } from "../models/school/Registration.js";
import { Student } from "../models/school/Student.js";

/** A student in one session. Made in bulk by a verb of class sessions; moved and withdrawn by verbs. */
export const registrations = defineResource({
  name: "registrations",
  model: Registration,
  policy: registrationPolicy,
  update: z.strictObject({ rollNumber: z.int().min(1).max(10_000).nullable() }).partial(),
  answer: z.strictObject({
    studentId: ref("students"),
    sessionId: ref("sessions"),
    classSessionId: ref("class-sessions"),
    status: z.enum(["active", "withdrawn", "completed"]),
    rollNumber: z.int().nullable(),
    placements: z.array(z.strictObject({ classSessionId: z.uuid(), from: day(), to: day().nullable() })),
    student: z.strictObject({ id: z.uuid(), admissionNumber: z.string().nullable(), name: z.string() }).nullable(),
  }),
  load: {
    include: [
      {
        model: Placement,
        as: "placements",
        attributes: ["classSessionId", "from", "to"],
        separate: true,
        order: [["from", "ASC"]],
      },
      { model: Student, as: "student", attributes: ["id", "admissionNumber", "firstName", "lastName"] },
    ],
  },
  present: (row) => ({
    studentId: row.studentId,
    sessionId: row.sessionId,
    classSessionId: row.classSessionId,
    status: row.status as never,
    rollNumber: row.rollNumber,
    placements: (row.placements ?? []).map(({ classSessionId, from, to }) => ({ classSessionId, from, to })),
    student: row.student
      ? {
          id: row.student.id,
          admissionNumber: row.student.admissionNumber,
          name: `${row.student.firstName} ${row.student.lastName}`,
        }
      : null,
  }),
  sort: ["rollNumber"],
  defaultSort: "rollNumber",
  filters: { studentId: "equals", sessionId: "equals", classSessionId: "equals", status: "equals" },
  panel: { title: "studentId", list: ["classSessionId", "sessionId", "rollNumber", "status"], group: "Students" },
});
