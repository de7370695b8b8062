import { literal } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { storage } from "../app/files/openStorage.js";
import { reportPolicy } from "../app/policies/report.js";
import { current } from "../app/tenancy/context.js";
import { Report } from "../models/school/Report.js";
import { ReportItem } from "../models/school/ReportItem.js";
import { StoredFile } from "../models/school/StoredFile.js";

// Progress is a count of the items, never a counter (reports.md 6). An item is one card.
const count = (where: string) =>
  literal(`(SELECT CAST(count(*) AS integer) FROM report_items i WHERE i.report_id = "Report".id${where})`);

/** Ordered papers. Ordered, cancelled and tried again by verbs; worked on by the job `reports.pump`. */
export const reports = defineResource({
  name: "reports",
  model: Report,
  policy: reportPolicy,
  answer: z.strictObject({
    kind: z.enum(["report-card"]),
    format: z.enum(["pdf"]),
    status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
    classSessionId: ref("class-sessions").nullable(),
    studentId: ref("students").nullable(),
    formId: ref("forms").nullable(),
    termId: ref("terms").nullable(),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    failures: z.array(z.strictObject({ studentId: z.uuid(), reason: z.string() })),
    files: z.array(z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string(), url: z.string() })),
    error: z.string().nullable(),
  }),
  load: {
    attributes: {
      include: [
        [count(""), "total"],
        [count(" AND i.status = 'done'"), "done"],
        [count(" AND i.status = 'failed'"), "failed"],
      ],
    },
    include: [
      { model: StoredFile, as: "file" },
      {
        model: ReportItem,
        as: "failures",
        attributes: ["reportId", "studentId", "error"],
        where: { status: "failed" },
        required: false,
        separate: true,
        order: [["position", "ASC"]],
      },
    ],
  },
  present: (row) => ({
    kind: row.kind as never,
    format: row.format as never,
    status: row.status as never,
    classSessionId: row.classSessionId,
    studentId: row.studentId,
    formId: row.formId,
    termId: row.termId,
    total: Number(row.get("total" as never)),
    done: Number(row.get("done" as never)),
    failed: Number(row.get("failed" as never)),
    failures: (row.failures ?? []).map(({ studentId, error }) => ({ studentId, reason: error ?? "not printed" })),
    files: row.file ? [linked(row.file)] : [],
    error: row.error,
  }),
  sort: ["kind", "status"],
  moreSorts: { createdAt: (direction) => [["createdAt", direction]] },
  defaultSort: "-createdAt" as "status", // the newest first; createdAt is answered by every resource
  filters: {
    kind: "equals",
    status: "equals",
    classSessionId: "equals",
    studentId: "equals",
    formId: "equals",
    termId: "equals",
  },
  panel: { title: "kind", beside: "classSessionId", list: ["termId", "done", "total", "status"], group: "Results" },
});

/** A file with a link to it: path and query, which hold for 10 minutes on the host that was asked. */
function linked({ id, name, bytes, sha256 }: StoredFile) {
  const url = storage().signedUrl({ clientId: current().clientId, fileId: id, name, purpose: "download" });
  return { name, bytes: Number(bytes), sha256, url };
}
