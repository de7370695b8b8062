import { Exam } from "../../models/school/Exam.js";
import { ExamSession } from "../../models/school/ExamSession.js";
import { Mark } from "../../models/school/Mark.js";
import { bulkCreate } from "../../app/audit/audited.js";
import type { Ids } from "./Ids.js";
import type { SchoolPlan } from "./plan/types.js";

/** Exam sessions (open), exams and the real marks; publishing is the next step, by the same commands as anybody's. */
export async function loadAssessment(plan: SchoolPlan, ids: Ids): Promise<void> {
  await bulkCreate(
    ExamSession,
    plan.examSessions.map(({ key, termKey, name, weight }) => ({
      id: ids.of("examSession", key),
      termId: ids.of("term", termKey),
      name,
      weight,
      status: "open",
    })),
  );
  await bulkCreate(
    Exam,
    plan.exams.map(({ key, examSessionKey, classSessionKey, subjectCode, maximumMark, date }) => ({
      id: ids.of("exam", key),
      examSessionId: ids.of("examSession", examSessionKey),
      classSessionId: ids.of("classSession", classSessionKey),
      subjectId: ids.of("subject", subjectCode),
      maximumMark,
      date,
    })),
  );
  await bulkCreate(
    Mark,
    plan.marks.map(({ examKey, studentKey, score }) => ({
      examId: ids.of("exam", examKey),
      registrationId: ids.of("registration", studentKey),
      score,
      status: "present",
      version: 1,
    })),
  );
}
