import { sequelize } from "../../database/connection.js";
import { Session } from "../../../models/school/Session.js";
import { Student } from "../../../models/school/Student.js";
import { bulkUpdate } from "../../audit/audited.js";

/** After another session became current: every student's class is that of his registration in it, or none. */
export async function followSession(sessionId: string): Promise<void> {
  // eslint-disable-next-line house/no-raw-query -- one statement over all students; the column only repeats registrations, whose changes are audited
  await sequelize.query(
    `UPDATE students SET current_class_session_id = r.class_session_id
       FROM students s LEFT JOIN registrations r ON r.student_id = s.id AND r.session_id = $1 AND r.status = 'active'
      WHERE students.id = s.id AND students.current_class_session_id IS DISTINCT FROM r.class_session_id`,
    { bind: [sessionId] },
  );
}

/**
 * A student's class follows a registration in the current session; one in a later session waits until that is current.
 * Where no session is current yet (a school being set up) the registration counts at once.
 */
export async function standsIn(studentIds: string[], sessionId: string, classSessionId: string | null): Promise<void> {
  const session = await Session.findOne({ where: { isCurrent: true }, attributes: ["id"] });
  if (session && session.id !== sessionId) return;
  await bulkUpdate(Student, { currentClassSessionId: classSessionId }, { id: studentIds });
}
