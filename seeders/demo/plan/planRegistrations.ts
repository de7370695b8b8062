import { session } from "./calendar.js";
import type { DataStudent } from "./linkRows.js";
import type { SubjectCode } from "./readRows.js";
import type { PlannedRegistration, PlannedStudent } from "./types.js";

/** One registration a student, with the subjects that the data has marks of. Roll numbers go through the class by name. */
export function planRegistrations(
  data: DataStudent[],
  students: PlannedStudent[],
  placeOf: string[],
  subjectCodes: SubjectCode[],
): PlannedRegistration[] {
  const registrations = students.map((student, at): PlannedRegistration => ({
    key: student.key,
    studentKey: student.key,
    sessionKey: session.key,
    classSessionKey: placeOf[at] as string,
    from: session.startsOn,
    rollNumber: 0,
    subjectCodes: subjectCodes.filter((code) => data[at]?.marks[code]),
  }));
  const nameOf = new Map(students.map((student) => [student.key, sortName(student)]));
  const lastNumber = new Map<string, number>();
  const byName = [...registrations].sort((a, b) => compare(nameOf.get(a.key) ?? "", nameOf.get(b.key) ?? ""));
  for (const registration of byName) {
    registration.rollNumber = (lastNumber.get(registration.classSessionKey) ?? 0) + 1;
    lastNumber.set(registration.classSessionKey, registration.rollNumber);
  }
  return registrations;
}

/** Without accents and compared by code unit, so that the order does not hang on the machine's ICU. */
function sortName(student: PlannedStudent): string {
  const name = `${student.lastName} ${student.firstName} ${student.middleName ?? ""}`;
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
