import { Op, type Model } from "sequelize";
import { siblingsOf } from "./siblingsOf.js";
import { fieldError, invalid, problem } from "../../app/errors.js";

interface Values {
  id: string;
  examSessionId: string;
  classSessionId: string;
  subjectId: string;
  maximumMark: string | number;
  submittedAt: Date | null;
}

/** An exam fits its parents: same session, a subject of the class, no mark above the maximum, not after locking; the maximum not after submitting. */
export async function examFits(row: Model): Promise<void> {
  const { ClassSession, ClassSessionSubject, Mark } = siblingsOf(row);
  const exam = row.get() as unknown as Values;
  const examSession = await openExamSession(row, exam.examSessionId);
  if (row.isNewRecord) {
    const classSession = await ClassSession.findByPk(exam.classSessionId, { attributes: ["sessionId"] });
    if (classSession && examSession && classSession.sessionId !== examSession.term?.sessionId) {
      throw invalid(fieldError("/classSessionId", "is a class of another session"));
    }
    const taught = await ClassSessionSubject.count({
      where: { classSessionId: exam.classSessionId, subjectId: exam.subjectId },
    });
    if (classSession && !taught) throw invalid(fieldError("/subjectId", "is no subject of this class"));
  }
  if (!row.isNewRecord && row.changed("maximumMark" as never)) {
    // What a mark of a submitted column is worth is as final as the mark.
    if (exam.submittedAt) throw problem("locked", "these marks were submitted: they are reopened first");
    const above = await Mark.count({ where: { examId: exam.id, score: { [Op.gt]: exam.maximumMark } } });
    if (above) throw invalid(fieldError("/maximumMark", `${above} marks are above it`));
  }
}

/** An exam with marks is no plan any more: it stays. */
export async function examIsFree(row: Model): Promise<void> {
  const { Mark } = siblingsOf(row);
  const exam = row.get() as unknown as Values;
  await openExamSession(row, exam.examSessionId);
  if (await Mark.count({ where: { examId: exam.id } })) throw problem("in_use");
}

async function openExamSession(row: Model, id: string) {
  const { ExamSession, Term } = siblingsOf(row);
  const examSession = await ExamSession.findByPk(id, {
    include: [{ model: Term, as: "term", attributes: ["sessionId"] }],
  });
  if (examSession && examSession.status !== "draft" && examSession.status !== "open") throw problem("locked");
  return examSession;
}
