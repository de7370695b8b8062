import { Op } from "sequelize";
import { z } from "zod";
import type { Exam } from "../../../models/school/Exam.js";
import { ExamSession } from "../../../models/school/ExamSession.js";
import { Mark } from "../../../models/school/Mark.js";
import { exams } from "../../../resources/exams.js";
import { record } from "../../audit/trail.js";
import { verb } from "../../door/verb.js";
import { prose } from "../../door/wire.js";
import { fieldError, problem } from "../../errors.js";
import { now } from "../../locale/clock.js";
import { mayEnter } from "./mayEnter.js";
import { sittersOf } from "./sheet.js";

/**
 * POST exams/:id/submit: who enters the marks of a column says that they are final. Nothing may be missing: who did not
 * write is absent or exempt, so that there is no reason to submit a gap. What must go out incomplete all the same is
 * published with force, by the head. The exam's row is locked: no mark slips in while it is counted.
 */
export const submitExam = verb({
  name: "submit",
  on: exams,
  may: "enter",
  input: z.strictObject({}),
  confirm: "Submit {{title}}? Its marks can no longer be changed, unless somebody who may lock marks reopens them.",
  one: async (exam, _, actor) => {
    await mayEnter(actor, exam);
    await sessionIsOpen(exam, "marks are submitted only while the exam session is open");
    if (exam.submittedAt) throw problem("invalid_transition", "these marks were submitted already");
    await nothingMissing(exam);
    await exam.update({ submittedAt: now(), submittedBy: actor.kind === "user" ? actor.id : null });
  },
});

/** POST exams/:id/reopen: a submitted column can be written again. While the exam session is locked, that is reopened first. */
export const reopenExam = verb({
  name: "reopen",
  on: exams,
  may: "reopen",
  input: z.strictObject({ reason: prose(500) }),
  confirm: "Reopen {{title}}? Its marks can be changed until they are submitted again.",
  one: async (exam, { reason }) => {
    await sessionIsOpen(exam, "reopen the exam session first");
    if (!exam.submittedAt) throw problem("invalid_transition", "these marks are not submitted");
    await exam.update({ submittedAt: null, submittedBy: null });
    record({ action: "reopen", entity: "Exam", entityId: exam.id, after: { reason } });
  },
});

async function sessionIsOpen(exam: Exam, otherwise: string): Promise<void> {
  const examSession = await ExamSession.findByPk(exam.examSessionId, {
    lock: { level: "SHARE" as never, of: ExamSession },
  });
  if (examSession?.status !== "open") throw problem("locked", otherwise);
}

/** One error a registration without a mark; at most 200 are told. */
async function nothingMissing(exam: Exam): Promise<void> {
  const sitters = await sittersOf(exam);
  if (!sitters.length) throw problem("incomplete", "nobody sits this exam");
  const entered = await Mark.findAll({
    where: { examId: exam.id, status: { [Op.ne]: "not_entered" } },
    attributes: ["registrationId"],
  });
  const has = new Set(entered.map((mark) => mark.registrationId));
  const missing = sitters.filter(({ id }) => !has.has(id));
  if (!missing.length) return;
  throw problem("incomplete", {
    detail: `${missing.length} marks are not entered`,
    errors: missing
      .slice(0, 200)
      .map(({ id }) => fieldError(`/registrations/${id}`, "the mark is not entered", "not_entered")),
  });
}
