/** What GET terms/:id/publication answers. */
export interface Publication {
  status: "unpublished" | "current" | "withdrawn";
  number: number;
  publishedAt: string | null;
  reportCards: number;
  weights: { total: number; complete: boolean };
  examSessions: ExamSession[];
  missing: Missing[];
}
export interface ExamSession {
  id: string;
  name: string;
  weight: number;
  status: "draft" | "open" | "locked" | "published";
  exams: { submitted: number; of: number };
}
export interface Missing {
  classSession: { id: string; name: string };
  subject: { id: string; name: string };
  marks: number;
  parts: { examSessionId: string; marks: number }[];
  teacher: { id: string; name: string } | null;
}
/** What GET reports/:id answers of an order of papers. */
export interface Order {
  id: string;
  status: "queued" | "running" | "done" | "failed" | "cancelled";
  classSessionId: string | null;
  studentId: string | null;
  formId: string | null;
  total: number;
  done: number;
  failed: number;
  failures: { studentId: string; reason: string }[];
  files: { name: string; bytes: number }[];
  createdAt: string;
}
