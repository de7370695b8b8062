/** How far an exam is entered: of those who sit it (registered in its class, taking its subject), who has a mark. */
export interface Progress {
  examSessionId: string;
  examSession: string;
  closesAt: string | null;
  classSessionId: string;
  classSession: string;
  subject: string;
  paper: string | null;
  submitted: boolean;
  entered: number;
  of: number;
}

/** A row an exam of the open exam sessions, as `Progress`; the same sitters as a sheet has (assessment/sheet.ts). */
export const progressRows = (condition = ""): string => `
  SELECT x.id AS "examSessionId", x.name AS "examSession", x.closes_at AS "closesAt", c.id AS "classSessionId", c.name AS "classSession",
      j.name AS subject, e.paper, e.submitted_at IS NOT NULL AS submitted, count(m.id) FILTER (WHERE m.status <> 'not_entered')::integer AS entered, count(*)::integer AS "of"
    FROM exams e JOIN exam_sessions x ON x.id = e.exam_session_id AND x.status = 'open'
    JOIN class_sessions c ON c.id = e.class_session_id JOIN subjects j ON j.id = e.subject_id
    LEFT JOIN class_session_subjects o ON o.class_session_id = e.class_session_id AND o.subject_id = e.subject_id
    JOIN registrations r ON r.class_session_id = e.class_session_id AND r.status <> 'withdrawn'
      AND (o.elective IS NOT TRUE
        OR EXISTS (SELECT 1 FROM registration_subjects t WHERE t.registration_id = r.id AND t.subject_id = e.subject_id))
    LEFT JOIN marks m ON m.exam_id = e.id AND m.registration_id = r.id
   WHERE true${condition} GROUP BY e.id, x.id, c.id, j.id`;

export const isoOrNull = (moment: string | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();
