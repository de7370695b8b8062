import { z } from "zod";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import { CurriculumSubject } from "../../../models/school/CurriculumSubject.js";
import { Exam } from "../../../models/school/Exam.js";
import { Placement } from "../../../models/school/Placement.js";
import { SchoolClass } from "../../../models/school/SchoolClass.js";
import type { Session } from "../../../models/school/Session.js";
import { classSessions } from "../../../resources/classSessions.js";
import { sessions } from "../../../resources/sessions.js";
import { bulkCreate } from "../../audit/audited.js";
import { answerSchema, present } from "../../door/answer.js";
import { ref } from "../../door/fields.js";
import { kept } from "../../door/kept.js";
import { verb } from "../../door/verb.js";
import { problem } from "../../errors.js";

/** @throws 409 when the session is over: its classes stand as they were */
export function stillOpen(session: Session): void {
  if (session.status === "closed") throw problem("invalid_transition", "the session is closed");
}

/** Puts a class into a session, with its name and the subjects of its form's curriculum. */
export const addClassSession = verb({
  name: "add-class",
  on: sessions,
  may: "update",
  input: z.strictObject({
    classId: ref("classes"),
    classTeacherId: ref("staff").nullable().optional(),
    capacity: z.int().min(1).max(10_000).nullable().optional(),
  }),
  answer: answerSchema(classSessions),
  one: async (session, input) => {
    stillOpen(session);
    const { name, formId } = await SchoolClass.findByPk(input.classId, { rejectOnEmpty: true });
    const made = await kept(ClassSession, () => ClassSession.create({ ...input, sessionId: session.id, name }));
    await subjectsOfForm(made.id, formId);
    return present(classSessions, made);
  },
});

async function subjectsOfForm(classSessionId: string, formId: string): Promise<void> {
  const curriculum = await CurriculumSubject.findAll({ where: { formId }, order: ["id"] });
  if (!curriculum.length) return;
  const rows = curriculum.map(({ subjectId, compulsory }) => ({ classSessionId, subjectId, elective: !compulsory }));
  await bulkCreate(ClassSessionSubject, rows);
}

/** Takes a class out of a session as long as nobody was ever registered in it and it has no exams. */
export const removeClassSession = verb({
  name: "remove",
  on: classSessions,
  may: "remove",
  input: z.strictObject({}),
  answer: z.undefined(),
  one: async (classSession) => {
    const classSessionId = classSession.id;
    const used =
      (await Placement.count({ where: { classSessionId } })) + (await Exam.count({ where: { classSessionId } }));
    if (used) throw problem("in_use");
    for (const subject of await ClassSessionSubject.findAll({ where: { classSessionId } })) await subject.destroy();
    await classSession.destroy();
    return undefined;
  },
});
