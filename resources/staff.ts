import { literal } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { staffPolicy } from "../app/policies/staff.js";
import { Staff } from "../models/school/Staff.js";

const fields = {
  employeeNumber: line(40).nullable().optional(),
  title: line(20).nullable().optional(),
  initials: line(10).nullable().optional(),
  signatureFileId: z.uuid().nullable().optional(),
};

/** What somebody teaches in any class session, by code. */
const taught = literal(
  `(SELECT coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) ORDER BY s.code), '[]'::json)
     FROM subjects s WHERE s.id IN (SELECT c.subject_id FROM class_session_subjects c WHERE c.teacher_id = "Staff"."id"))`,
);

/** Teacher profiles; id and name are the user's, made with the user. */
export const staff = defineResource({
  name: "staff",
  model: Staff,
  policy: staffPolicy,
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({
    ...fields,
    userId: z.uuid(),
    firstName: z.string(),
    lastName: z.string(),
    subjects: z.array(z.strictObject({ id: z.uuid(), code: z.string(), name: z.string() })),
  }),
  load: { attributes: { include: [[taught, "subjects"]] } },
  present: (row) => ({
    userId: row.id,
    employeeNumber: row.employeeNumber,
    title: row.title,
    initials: row.initials,
    firstName: row.firstName,
    lastName: row.lastName,
    signatureFileId: row.signatureFileId,
    subjects:
      (row.get("subjects" as never) as unknown as { id: string; code: string; name: string }[] | undefined) ?? [],
  }),
  sort: ["lastName", "firstName"],
  defaultSort: "lastName",
  search: nameSearch("firstName", "lastName"),
  panel: { title: "lastName", beside: "employeeNumber", list: ["title", "initials"], group: "School" },
});
