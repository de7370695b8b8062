import { literal } from "sequelize";
import { z } from "zod";
import { yesNo } from "../app/door/wire.js";

const registered = (sessionId: string) =>
  `EXISTS (SELECT 1 FROM registrations r WHERE r.student_id = "Student"."id" AND r.session_id = '${sessionId}' AND r.status <> 'withdrawn')`;
const CARED_FOR = `EXISTS (SELECT 1 FROM student_guardians l JOIN guardians g ON g.id = l.guardian_id AND g.deleted_at IS NULL WHERE l.student_id = "Student"."id")`;

/** What an office asks of students that stands in other tables: who is registered in a session, who has a guardian. */
export const studentFilters = {
  registeredIn: { value: z.uuid(), where: (id: string) => literal(registered(id)) as never },
  notRegisteredIn: { value: z.uuid(), where: (id: string) => literal(`NOT ${registered(id)}`) as never },
  hasGuardian: { value: yesNo(), where: (yes: boolean) => literal(yes ? CARED_FOR : `NOT ${CARED_FOR}`) as never },
};
