import type { Actor } from "../../../policies/Actor.js";
import { reachedStudents } from "../../../policies/own.js";
import { at, daysFromNow, RECENTLY, within } from "./block.js";
import { ownReports } from "./reports.js";

/** Students and guardians, each walked once; a reader whose reach is narrower counts what he may see. */
export function peopleParts(actor: Actor): Record<string, string> {
  const reached = reachedStudents(actor, "students.read");
  const theirs = reached && {
    val: `(SELECT guardian_id FROM student_guardians WHERE student_id IN ${String(reached.val)})`,
  };
  return {
    students: `SELECT json_build_object('all', count(*), 'active', count(*) FILTER (WHERE here),
        'registered', count(*) FILTER (WHERE here AND placed), 'lone', count(*) FILTER (WHERE here AND NOT cared))
      FROM (SELECT s.status = 'active' AS here,
          EXISTS (SELECT 1 FROM registrations r JOIN sessions n ON n.id = r.session_id AND n.is_current
            WHERE r.student_id = s.id AND r.status <> 'withdrawn') AS placed,
          EXISTS (SELECT 1 FROM student_guardians l JOIN guardians g ON g.id = l.guardian_id AND g.deleted_at IS NULL
            WHERE l.student_id = s.id) AS cared
        FROM students s WHERE s.deleted_at IS NULL${within("s.id", reached)}) AS rows`,
    guardians: `SELECT json_build_object('all', count(*), 'given', count(*) FILTER (WHERE state = 'given'),
        'unknown', count(*) FILTER (WHERE state = 'unknown'))
      FROM (SELECT coalesce(g.whatsapp_consent->>'state', 'unknown') AS state
        FROM guardians g WHERE g.deleted_at IS NULL${within("g.id", theirs)}) AS rows`,
  };
}

/** Classes of the current session, the current term's weights, exam sessions that should be closed. */
export const structureParts = (): Record<string, string> => ({
  classes: `SELECT json_build_object('all', count(*), 'over', count(*) FILTER (WHERE taken > capacity))
    FROM (SELECT c.capacity, (SELECT count(*) FROM registrations r WHERE r.class_session_id = c.id AND r.status = 'active') AS taken
      FROM class_sessions c JOIN sessions n ON n.id = c.session_id AND n.is_current) AS rows`,
  weights: "SELECT coalesce(sum(x.weight), 0) FROM exam_sessions x JOIN terms t ON t.id = x.term_id AND t.is_current",
  overdue: `SELECT json_agg(json_build_object('id', id, 'name', name, 'closesAt', closes_at) ORDER BY closes_at)
    FROM exam_sessions WHERE status = 'open' AND closes_at < ${at()}`,
});

/** The first day of which failures are told. */
export const failedSince = (): string => daysFromNow(RECENTLY).toISOString().slice(0, 10);

/** Orders that failed lately, of those the reader may see. */
export const failedReports = (actor: Actor): string =>
  `SELECT count(*) FROM reports p WHERE p.status = 'failed' AND p.created_at >= ${at(new Date(failedSince()))}${ownReports(actor)}`;
