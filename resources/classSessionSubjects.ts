import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { structurePolicy } from "../app/policies/structure.js";
import { ClassSessionSubject } from "../models/school/ClassSessionSubject.js";
import { Subject } from "../models/school/Subject.js";

const mutable = { teacherId: ref("staff").nullable().optional(), elective: z.boolean() };

/** Subjects of a class session with their teachers. */
export const classSessionSubjects = defineResource({
  name: "class-session-subjects",
  model: ClassSessionSubject,
  policy: structurePolicy,
  create: z.strictObject({
    classSessionId: ref("class-sessions"),
    subjectId: ref("subjects"),
    ...mutable,
    elective: z.boolean().default(false),
  }),
  update: z.strictObject(mutable).partial(),
  answer: z.strictObject({
    classSessionId: ref("class-sessions"),
    subjectId: ref("subjects"),
    teacherId: ref("staff").nullable(),
    elective: z.boolean(),
    subject: z.strictObject({ id: z.uuid(), code: z.string(), name: z.string() }),
  }),
  load: { include: [{ model: Subject, as: "subject", attributes: ["id", "code", "name"] }] },
  present: (row) => ({
    classSessionId: row.classSessionId,
    subjectId: row.subjectId,
    teacherId: row.teacherId,
    elective: row.elective,
    subject: { id: row.subjectId, code: row.subject?.code ?? "", name: row.subject?.name ?? "" },
  }),
  sort: ["createdAt" as never],
  defaultSort: "createdAt" as never,
  filters: { classSessionId: "equals", subjectId: "equals", teacherId: "equals" },
  panel: { title: "subjectId", beside: "classSessionId", list: ["teacherId", "elective"], group: "School" },
});
