import type { Column, ExamSheet, Person } from "./types.js";

interface Named {
  subject: (examId: string) => string;
  mayWrite: (subjectId: string) => boolean;
  language: string;
}

/** The sheet's columns: by subject as people sort words, then by paper. */
export function columnsOf(sheets: ExamSheet[], { subject, mayWrite, language }: Named): Column[] {
  const sorter = new Intl.Collator(language, { numeric: true });
  return sheets
    .map(({ examId, subjectId, paper, maximumMark }) => ({
      examId,
      subject: subject(examId),
      paper,
      maximum: maximumMark,
      writable: mayWrite(subjectId),
    }))
    .sort((a, b) => sorter.compare(a.subject, b.subject) || sorter.compare(a.paper ?? "", b.paper ?? ""));
}

/** The sheet's rows: the students of all its exams in the server's order, which is that of the fullest sheet. */
export function rowsOf(sheets: ExamSheet[]): Person[] {
  const rows = new Map<string, Person>();
  for (const { data } of [...sheets].sort((a, b) => b.data.length - a.data.length))
    for (const { registrationId, student } of data)
      if (!rows.has(registrationId))
        rows.set(registrationId, { registrationId, name: student.name, number: student.admissionNumber });
  return [...rows.values()];
}
