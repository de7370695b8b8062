import { Op } from "sequelize";
import { z } from "zod";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import { Exam } from "../../../models/school/Exam.js";
import type { ExamSession } from "../../../models/school/ExamSession.js";
import { Term } from "../../../models/school/Term.js";
import { examSessions } from "../../../resources/examSessions.js";
import { bulkCreate } from "../../audit/audited.js";
import { record } from "../../audit/trail.js";
import { verb } from "../../door/verb.js";
import { decimal, prose } from "../../door/wire.js";
import { fieldError, invalid, problem } from "../../errors.js";

const none = z.strictObject({});

function move(examSession: ExamSession, from: string[], to: string): Promise<ExamSession> {
  if (!from.includes(examSession.status))
    throw problem("invalid_transition", `an exam session that is ${examSession.status} cannot become ${to}`);
  return examSession.update({ status: to });
}

/** Opens an exam session for marks. */
export const openExamSession = verb({
  name: "open",
  on: examSessions,
  may: "open",
  input: none,
  one: (examSession) => move(examSession, ["draft"], "open"),
});

/** Locks an exam session: no more marks. */
export const lockExamSession = verb({
  name: "lock",
  on: examSessions,
  may: "lock",
  input: none,
  confirm: "Lock {{title}}? Marks can no longer be entered.",
  one: (examSession) => move(examSession, ["open"], "locked"),
});

/** Reopens a locked or published exam session; says why. A published one leaves the parents' view with its snapshot kept. */
export const reopenExamSession = verb({
  name: "reopen",
  on: examSessions,
  may: "reopen",
  input: z.strictObject({ reason: prose(500) }),
  confirm: "Reopen {{title}}? Marks can be changed until it is locked again.",
  one: async (examSession, { reason }) => {
    await move(examSession, ["locked", "published"], "open");
    record({ action: "reopen", entity: "ExamSession", entityId: examSession.id, after: { reason } });
  },
});

/** Makes the exams that are missing: one a subject of each class session, without papers. Running it again makes none. */
export const autoCreateExams = verb({
  name: "auto-create",
  on: examSessions,
  may: "autoCreate",
  input: z.strictObject({
    classSessionIds: z.array(z.uuid()).max(500).optional(),
    maximumMark: decimal(0.01, 10_000).optional(),
  }),
  answer: z.strictObject({ created: z.int(), alreadyExisted: z.int() }),
  one: async (examSession, { classSessionIds, maximumMark = 100 }) => {
    if (examSession.status !== "draft" && examSession.status !== "open") throw problem("locked");
    const term = await Term.findByPk(examSession.termId, { rejectOnEmpty: true });
    const classes = await ClassSession.findAll({
      where: { sessionId: term.sessionId, ...(classSessionIds ? { id: { [Op.in]: classSessionIds } } : {}) },
      attributes: ["id"],
    });
    const unknown = (classSessionIds ?? []).findIndex((id) => !classes.some((found) => found.id === id));
    if (unknown >= 0)
      throw invalid(fieldError(`/classSessionIds/${unknown}`, "is no class of this session", "unknown_reference"));
    const ids = classes.map((found) => found.id);
    const offered = await ClassSessionSubject.findAll({ where: { classSessionId: { [Op.in]: ids } } });
    const existing = await Exam.findAll({ where: { examSessionId: examSession.id, classSessionId: { [Op.in]: ids } } });
    const known = new Set(existing.map((exam) => `${exam.classSessionId} ${exam.subjectId}`));
    const missing = offered.filter(({ classSessionId, subjectId }) => !known.has(`${classSessionId} ${subjectId}`));
    await bulkCreate(
      Exam,
      missing.map(({ classSessionId, subjectId }) => ({
        examSessionId: examSession.id,
        classSessionId,
        subjectId,
        maximumMark,
      })),
    );
    return { created: missing.length, alreadyExisted: offered.length - missing.length };
  },
});
