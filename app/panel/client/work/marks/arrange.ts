import type { Column, ExamSheet, Person, Submitted } from "./types.js";

interface Named {
  subject: (examId: string) => string;
  mayWrite: (subjectId: string) => boolean;
  /** Exams whose state has changed since the sheets were read. */
  since: ReadonlyMap<string, Submitted | null>;
  language: string;
}

/** The sheet's columns: by subject as people sort words, then by paper. */
export function columnsOf(sheets: ExamSheet[], { subject, mayWrite, since, language }: Named): Column[] {
  const sorter = new Intl.Collator(language, { numeric: true });
  return sheets
    .map((sheet) => {
      const { examId, paper, maximumMark: maximum } = sheet;
      const mine = mayWrite(sheet.subjectId);
      const submitted = since.has(examId) ? (since.get(examId) ?? null) : sheet.submitted;
      return { examId, subject: subject(examId), paper, maximum, mine, writable: mine && !submitted, submitted };
    })
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
