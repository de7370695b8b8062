import { examDays, examSessions } from "./calendar.js";
import type { DataStudent } from "./linkRows.js";
import type { SubjectCode } from "./readRows.js";
import type { PlannedClassSession, PlannedExam, PlannedMark, PlannedRegistration } from "./types.js";

const maximumMark = 20;

/** An exam for each exam session, class and subject that somebody there takes, with the marks of all who do. */
export function planAssessment(
  data: DataStudent[],
  registrations: PlannedRegistration[],
  classSessions: PlannedClassSession[],
  subjectCodes: SubjectCode[],
): { exams: PlannedExam[]; marks: PlannedMark[] } {
  const exams: PlannedExam[] = [];
  const marks: PlannedMark[] = [];
  examSessions.forEach(({ key: examSessionKey }, period) => {
    for (const { key: classSessionKey } of classSessions) {
      for (const subjectCode of subjectCodes) {
        const key = `${examSessionKey}/${classSessionKey}/${subjectCode}`;
        const sheet = registrations.flatMap(({ studentKey, classSessionKey: place }, at): PlannedMark[] => {
          const score = data[at]?.marks[subjectCode]?.[period];
          return place === classSessionKey && score !== undefined ? [{ examKey: key, studentKey, score }] : [];
        });
        if (sheet.length === 0) continue;
        const date = examDays[subjectCode][period] as string;
        exams.push({ key, examSessionKey, classSessionKey, subjectCode, maximumMark, date });
        marks.push(...sheet);
      }
    }
  });
  return { exams, marks };
}
