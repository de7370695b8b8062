import type { ExamSheet } from "../../app/panel/client/work/marks/types.js";

/** A sheet out of 50 with so many students, r0 …; the scores given are entered, at version 1. */
export function sheetOf(examId: string, students: number, scores: (number | null)[] = []): ExamSheet {
  const data = Array.from({ length: students }, (_, at) => {
    const score = scores[at] ?? null;
    return {
      registrationId: `r${at}`,
      student: { id: `s${at}`, admissionNumber: null, name: `Student ${at}` },
      score,
      status: score === null ? ("not_entered" as const) : ("present" as const),
      version: score === null ? 0 : 1,
    };
  });
  return { examId, subjectId: `subject ${examId}`, paper: null, maximumMark: 50, submitted: null, data };
}
