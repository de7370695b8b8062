import {
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildMark,
  buildRegistration,
  buildTerm,
} from "../../test/factories.js";

/** A class that sits so many exams in an open exam session, every other mark entered; call it inside a school. */
export async function fillGrid(students: number, exams: number) {
  const { id: termId, sessionId } = await buildTerm();
  const { id: classSessionId } = await buildClassSession({ sessionId });
  const { id: examSessionId } = await buildExamSession({ termId, status: "open" });
  const registrations: string[] = [];
  for (let at = 0; at < students; at++) {
    const { id } = await buildRegistration({ classSessionId, rollNumber: at + 1 });
    registrations.push(id);
  }
  for (let at = 0; at < exams; at++) {
    const { subjectId } = await buildClassSessionSubject({ classSessionId });
    const { id: examId } = await buildExam({ examSessionId, classSessionId, subjectId });
    for (const registrationId of registrations.filter((_, row) => (row + at) % 2))
      await buildMark({ examId, registrationId, score: 50 });
  }
  return { examSessionId, classSessionId };
}
