import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { line } from "../app/door/wire.js";
import { studentGuardianPolicy } from "../app/policies/studentGuardian.js";
import { Guardian } from "../models/school/Guardian.js";
import { StudentGuardian } from "../models/school/StudentGuardian.js";

/** What one writes of a link; changed by a verb, since only one guardian is asked first. */
export const linkFields = { relationship: line(50), isPrimary: z.boolean(), mayKnow: z.boolean() };

/** Who cares for whom, who is asked first, and who may be told. Made by a verb of students. */
export const studentGuardians = defineResource({
  name: "student-guardians",
  model: StudentGuardian,
  policy: studentGuardianPolicy,
  create: z.strictObject({ studentId: ref("students"), guardianId: ref("guardians"), ...linkFields }),
  answer: z.strictObject({
    studentId: ref("students"),
    guardianId: ref("guardians"),
    ...linkFields,
    guardian: z
      .strictObject({ id: z.uuid(), firstName: z.string(), lastName: z.string(), phone: z.string() })
      .nullable(),
  }),
  load: { include: [{ model: Guardian, as: "guardian", attributes: ["id", "firstName", "lastName", "phone"] }] },
  present: (row) => ({
    studentId: row.studentId,
    guardianId: row.guardianId,
    relationship: row.relationship,
    isPrimary: row.isPrimary,
    mayKnow: row.mayKnow,
    guardian: row.guardian
      ? {
          id: row.guardian.id,
          firstName: row.guardian.firstName,
          lastName: row.guardian.lastName,
          phone: row.guardian.phone,
        }
      : null,
  }),
  sort: ["relationship"],
  defaultSort: "relationship",
  filters: { studentId: "equals", guardianId: "equals" },
  panel: {
    title: "guardianId",
    beside: "relationship",
    list: ["studentId", "isPrimary", "mayKnow"],
    group: "Students",
  },
});
