import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { instant } from "../app/door/wire.js";
import { reportCardPolicy } from "../app/policies/reportCard.js";
import { ReportCard } from "../models/school/ReportCard.js";

/** Report cards: numbered, immutable snapshots of a published term. */
export const reportCards = defineResource({
  name: "report-cards",
  model: ReportCard,
  policy: reportCardPolicy,
  answer: z.strictObject({
    number: z.string(),
    studentId: ref("students"),
    registrationId: ref("registrations"),
    classSessionId: ref("class-sessions"),
    termId: ref("terms"),
    version: z.int(),
    status: z.enum(["current", "superseded", "revoked"]),
    inView: z.boolean(),
    verificationCode: z.string(),
    issuedAt: instant(),
    snapshot: z.record(z.string(), z.unknown()),
  }),
  present: (row) => ({
    number: row.number,
    studentId: row.studentId,
    registrationId: row.registrationId,
    classSessionId: row.classSessionId,
    termId: row.termId,
    version: row.version,
    status: row.status as never,
    inView: row.inView,
    verificationCode: row.verificationCode,
    issuedAt: row.issuedAt.toISOString(),
    snapshot: row.snapshot,
  }),
  sort: ["number", "issuedAt"],
  defaultSort: "number",
  filters: { studentId: "equals", termId: "equals", classSessionId: "equals", status: "equals" },
  panel: {
    title: "studentId",
    beside: "number",
    list: ["classSessionId", "termId", "version", "status"],
    group: "Results",
  },
});
