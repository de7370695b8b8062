import { Guardian } from "../../models/school/Guardian.js";
import { Placement } from "../../models/school/Placement.js";
import { Registration } from "../../models/school/Registration.js";
import { RegistrationSubject } from "../../models/school/RegistrationSubject.js";
import { Student } from "../../models/school/Student.js";
import { StudentGuardian } from "../../models/school/StudentGuardian.js";
import { bulkCreate } from "../../app/audit/audited.js";
import type { Ids } from "./Ids.js";
import type { SchoolPlan } from "./plan/types.js";

/** Students with their guardians and registrations. */
export async function loadPeople(plan: SchoolPlan, ids: Ids): Promise<void> {
  const classOf = new Map(
    plan.registrations.map(({ studentKey, classSessionKey }) => [studentKey, ids.of("classSession", classSessionKey)]),
  );
  await bulkCreate(
    Guardian,
    plan.guardians.map(({ key, ...guardian }) => ({
      id: ids.of("guardian", key),
      ...guardian,
      whatsappConsent: { ...guardian.whatsappConsent },
    })),
  );
  await bulkCreate(
    Student,
    plan.students.map(({ key, guardianKey, relationship, ...student }) => {
      void [guardianKey, relationship];
      return { id: ids.of("student", key), ...student, currentClassSessionId: classOf.get(key) ?? null };
    }),
  );
  await bulkCreate(
    StudentGuardian,
    plan.students.map(({ key, guardianKey, relationship }) => ({
      studentId: ids.of("student", key),
      guardianId: ids.of("guardian", guardianKey),
      relationship,
      isPrimary: true,
    })),
  );
  const registrations = plan.registrations;
  await bulkCreate(
    Registration,
    registrations.map(({ studentKey, sessionKey, classSessionKey, rollNumber }) => ({
      id: ids.of("registration", studentKey),
      studentId: ids.of("student", studentKey),
      sessionId: ids.of("session", sessionKey),
      classSessionId: ids.of("classSession", classSessionKey),
      rollNumber,
    })),
  );
  await bulkCreate(
    Placement,
    registrations.map(({ studentKey, classSessionKey, from }) => ({
      registrationId: ids.of("registration", studentKey),
      classSessionId: ids.of("classSession", classSessionKey),
      from,
    })),
  );
  await bulkCreate(
    RegistrationSubject,
    registrations.flatMap(({ studentKey, subjectCodes }) =>
      subjectCodes.map((code) => ({
        registrationId: ids.of("registration", studentKey),
        subjectId: ids.of("subject", code),
      })),
    ),
  );
}
