import { checkReferences, type AnyResource } from "../app/door/define.js";
import { apiKeys } from "./apiKeys.js";
import { auditEntries, platformAudit } from "./auditEntries.js";
import { classes } from "./classes.js";
import { classSessions } from "./classSessions.js";
import { classSessionSubjects } from "./classSessionSubjects.js";
import { clients } from "./clients.js";
import { closures } from "./closures.js";
import { domains } from "./domains.js";
import { exams } from "./exams.js";
import { examSessions } from "./examSessions.js";
import { forms } from "./forms.js";
import { gradeScales } from "./gradeScales.js";
import { guardians } from "./guardians.js";
import { operations } from "./operations.js";
import { platformApiKeys } from "./platformApiKeys.js";
import { platformUsers } from "./platformUsers.js";
import { registrations } from "./registrations.js";
import { reportCards } from "./reportCards.js";
import { reports } from "./reports.js";
import { roles } from "./roles.js";
import { sessions } from "./sessions.js";
import { staff } from "./staff.js";
import { studentGuardians } from "./studentGuardians.js";
import { students } from "./students.js";
import { subjects } from "./subjects.js";
import { terms } from "./terms.js";
import { users } from "./users.js";
import { whatsappNumbers } from "./whatsappNumbers.js";

/** Every resource of a school, the one visible list. */
export const schoolResources: AnyResource[] = [
  students,
  guardians,
  studentGuardians,
  registrations,
  sessions,
  terms,
  closures,
  forms,
  classes,
  subjects,
  classSessions,
  classSessionSubjects,
  examSessions,
  exams,
  gradeScales,
  reportCards,
  reports,
  staff,
  users,
  roles,
  apiKeys,
  auditEntries,
];

/** Every resource of the platform. */
export const platformResources: AnyResource[] = [
  clients,
  domains,
  whatsappNumbers,
  platformUsers,
  platformApiKeys,
  operations,
  platformAudit,
];

checkReferences();
