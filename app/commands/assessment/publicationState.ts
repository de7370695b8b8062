import { z } from "zod";
import { ExamSession } from "../../../models/school/ExamSession.js";
import { Publication } from "../../../models/school/Publication.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import type { Term } from "../../../models/school/Term.js";
import { formsIn } from "./freeze.js";
import { compute } from "./results.js";

/** GET terms/:id/publication: where it stands, and what is missing. */
export const publicationSchema = z.strictObject({
  status: z.enum(["unpublished", "current", "withdrawn"]),
  number: z.int(),
  publishedAt: z.iso.datetime().nullable(),
  reportCards: z.int(),
  weights: z.strictObject({ total: z.number(), complete: z.boolean() }),
  examSessions: z.array(z.strictObject({ id: z.uuid(), name: z.string(), weight: z.number(), status: z.string() })),
  missing: z.array(
    z.strictObject({
      classSession: z.strictObject({ id: z.uuid(), name: z.string() }),
      subject: z.strictObject({ id: z.uuid(), name: z.string() }),
      marks: z.int(),
    }),
  ),
});

/** What stands between a term and its report cards, counted. */
export async function publicationOf(term: Term): Promise<z.input<typeof publicationSchema>> {
  const examSessions = await ExamSession.findAll({ where: { termId: term.id }, order: [["createdAt", "ASC"]] });
  const total = examSessions.reduce((sum, found) => sum + Math.round(Number(found.weight) * 100), 0) / 100;
  const latest = await Publication.findOne({ where: { kind: "term", termId: term.id }, order: [["number", "DESC"]] });
  const missing: z.input<typeof publicationSchema>["missing"] = [];
  for (const form of await formsIn(term)) missing.push(...missingIn(await compute(form, term)));
  return {
    status: latest?.status === "current" ? "current" : latest?.status === "withdrawn" ? "withdrawn" : "unpublished",
    number: latest?.number ?? 0,
    publishedAt: term.publishedAt?.toISOString() ?? null,
    reportCards: await ReportCard.count({ where: { termId: term.id, status: "current" } }),
    weights: { total, complete: total === 100 },
    examSessions: examSessions.map(({ id, name, weight, status }) => ({ id, name, weight: Number(weight), status })),
    missing,
  };
}

function missingIn({ classes, classSessions, subjects }: Awaited<ReturnType<typeof compute>>) {
  return classes.flatMap(({ classSessionId, rows }) => {
    const counts = new Map<string, number>();
    for (const subject of rows.flatMap((row) => row.subjects)) {
      const open = subject.parts.filter((part) => part.status === "not_entered").length;
      if (open) counts.set(subject.subjectId, (counts.get(subject.subjectId) ?? 0) + open);
    }
    const classSession = {
      id: classSessionId,
      name: classSessions.find((found) => found.id === classSessionId)?.name ?? "",
    };
    return [...counts].map(([id, marks]) => ({
      classSession,
      subject: { id, name: subjects.get(id)?.name ?? "" },
      marks,
    }));
  });
}
