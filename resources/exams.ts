import { Op } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { day, decimal, instant, iso, line, number, yesNo } from "../app/door/wire.js";
import { examPolicy } from "../app/policies/exam.js";
import { Exam } from "../models/school/Exam.js";

const mutable = {
  maximumMark: decimal(0.01, 10_000),
  weight: decimal(0.01, 10_000).nullable().optional(),
  date: day().nullable().optional(),
};
const fixed = {
  examSessionId: ref("exam-sessions"),
  classSessionId: ref("class-sessions"),
  subjectId: ref("subjects"),
  paper: line(50).nullable().optional(),
};

/** One subject (and paper) of one class session in one exam session. */
export const exams = defineResource({
  name: "exams",
  model: Exam,
  policy: examPolicy,
  create: z.strictObject({ ...fixed, ...mutable }),
  update: z.strictObject(mutable).partial(),
  answer: z.strictObject({
    ...fixed,
    ...mutable,
    submittedAt: instant().nullable(),
    submittedBy: ref("staff").nullable(),
  }),
  present: (row) => ({
    examSessionId: row.examSessionId,
    classSessionId: row.classSessionId,
    subjectId: row.subjectId,
    paper: row.paper,
    maximumMark: Number(row.maximumMark),
    weight: number(row.weight),
    date: row.date,
    submittedAt: iso(row.submittedAt),
    submittedBy: row.submittedBy,
  }),
  sort: ["date"],
  defaultSort: "date",
  filters: { examSessionId: "equals", classSessionId: "equals", subjectId: "equals" },
  moreFilters: {
    submitted: { value: yesNo(), where: (yes: boolean) => ({ submittedAt: yes ? { [Op.not]: null } : null }) },
  },
  panel: {
    title: "subjectId",
    beside: "classSessionId",
    list: ["examSessionId", "paper", "maximumMark", "date", "submittedAt"],
    group: "Results",
    views: [
      ["submitted", "submitted=true"],
      ["not-submitted", "submitted=false"],
    ],
  },
});
