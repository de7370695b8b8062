import { col, fn, Op } from "sequelize";
import { z } from "zod";
import { Exam } from "../../../models/school/Exam.js";
import { ExamSession } from "../../../models/school/ExamSession.js";
import { Publication } from "../../../models/school/Publication.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import { Staff } from "../../../models/school/Staff.js";
import type { Term } from "../../../models/school/Term.js";
import { formsIn } from "./freeze.js";
import { compute, type Computed } from "./results.js";

/** GET terms/:id/publication: where it stands, and what is missing. */
export const publicationSchema = z.strictObject({
  status: z.enum(["unpublished", "current", "withdrawn"]),
  number: z.int(),
  publishedAt: z.iso.datetime().nullable(),
  reportCards: z.int(),
  weights: z.strictObject({ total: z.number(), complete: z.boolean() }),
  examSessions: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      weight: z.number(),
      status: z.string(),
      /** How many of its exams are submitted: told, but nothing waits for it. */
      exams: z.strictObject({ submitted: z.int(), of: z.int() }),
    }),
  ),
  missing: z.array(
    z.strictObject({
      classSession: z.strictObject({ id: z.uuid(), name: z.string() }),
      subject: z.strictObject({ id: z.uuid(), name: z.string() }),
      marks: z.int(),
      /** In which exam sessions they are missing. */
      parts: z.array(z.strictObject({ examSessionId: z.uuid(), marks: z.int() })),
      /** Who teaches the subject in that class, and so enters them; null where nobody is named. */
      teacher: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    }),
  ),
});

/** What stands between a term and its report cards, counted. */
export async function publicationOf(term: Term): Promise<z.input<typeof publicationSchema>> {
  const examSessions = await ExamSession.findAll({ where: { termId: term.id }, order: [["createdAt", "ASC"]] });
  const total = examSessions.reduce((sum, found) => sum + Math.round(Number(found.weight) * 100), 0) / 100;
  const latest = await Publication.findOne({ where: { kind: "term", termId: term.id }, order: [["number", "DESC"]] });
  const missing: z.input<typeof publicationSchema>["missing"] = [];
  for (const form of await formsIn(term)) missing.push(...(await missingIn(await compute(form, term))));
  const submitted = await submittedIn(examSessions.map(({ id }) => id));
  return {
    status: latest?.status === "current" ? "current" : latest?.status === "withdrawn" ? "withdrawn" : "unpublished",
    number: latest?.number ?? 0,
    publishedAt: term.publishedAt?.toISOString() ?? null,
    reportCards: await ReportCard.count({ where: { termId: term.id, status: "current" } }),
    weights: { total, complete: total === 100 },
    examSessions: examSessions.map(({ id, name, weight, status }) => ({
      id,
      name,
      weight: Number(weight),
      status,
      exams: submitted.get(id) ?? { submitted: 0, of: 0 },
    })),
    missing,
  };
}

/** By exam session. */
async function submittedIn(ids: string[]): Promise<Map<string, { submitted: number; of: number }>> {
  const counts = (await Exam.findAll({
    where: { examSessionId: { [Op.in]: ids } },
    attributes: ["examSessionId", [fn("count", col("id")), "of"], [fn("count", col("submitted_at")), "submitted"]],
    group: ["examSessionId"],
    raw: true,
  })) as unknown as { examSessionId: string; of: string; submitted: string }[];
  return new Map(counts.map((one) => [one.examSessionId, { submitted: Number(one.submitted), of: Number(one.of) }]));
}

async function missingIn({ classes, classSessions, subjects, offered }: Computed) {
  const open = classes.flatMap(({ classSessionId, rows }) => {
    const counts = new Map<string, Map<string, number>>();
    for (const subject of rows.flatMap((row) => row.subjects)) {
      for (const { examSessionId, status } of subject.parts) {
        if (status !== "not_entered") continue;
        const parts = counts.get(subject.subjectId) ?? new Map<string, number>();
        counts.set(subject.subjectId, parts.set(examSessionId, (parts.get(examSessionId) ?? 0) + 1));
      }
    }
    return [...counts].map(([subjectId, parts]) => ({ classSessionId, subjectId, parts }));
  });
  if (!open.length) return [];
  const teaches = new Map(offered.map((row) => [`${row.classSessionId} ${row.subjectId}`, row.teacherId]));
  const ids = [...new Set([...teaches.values()].filter((id) => id !== null))];
  const staff = await Staff.findAll({ where: { id: { [Op.in]: ids } } });
  const names = new Map(staff.map((one) => [one.id, `${one.firstName} ${one.lastName}`]));
  return open.map(({ classSessionId, subjectId, parts }) => {
    const teacherId = teaches.get(`${classSessionId} ${subjectId}`) ?? "";
    const name = names.get(teacherId);
    return {
      classSession: {
        id: classSessionId,
        name: classSessions.find((found) => found.id === classSessionId)?.name ?? "",
      },
      subject: { id: subjectId, name: subjects.get(subjectId)?.name ?? "" },
      marks: [...parts.values()].reduce((sum, marks) => sum + marks, 0),
      parts: [...parts].map(([examSessionId, marks]) => ({ examSessionId, marks })),
      teacher: name === undefined ? null : { id: teacherId, name },
    };
  });
}
