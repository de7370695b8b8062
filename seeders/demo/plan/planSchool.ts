import { presetFor } from "../../presets/index.js";
import { examSessions, session, terms } from "./calendar.js";
import { linkRows } from "./linkRows.js";
import { planAssessment } from "./planAssessment.js";
import { planClasses } from "./planClasses.js";
import { planClient, planSettings, planStaff } from "./planHead.js";
import { planPeople } from "./planPeople.js";
import { planRegistrations } from "./planRegistrations.js";
import { readRows } from "./readRows.js";
import type { SubjectCode } from "./readRows.js";
import type { PlannedForm, PlannedRegistration, PlannedStudent, Relationship, SchoolKey, SchoolPlan } from "./types.js";

const subjects: { code: SubjectCode; name: string }[] = [
  { code: "POR", name: "Portuguese" },
  { code: "MAT", name: "Mathematics" },
];
const subjectCodes = subjects.map(({ code }) => code);

/**
 * A demonstration school out of the data (issue 3, item 6): the same plan at every call. Reads the two files and nothing
 * else: no clock, no database. Errors: a data file that is missing or has an impossible value.
 */
export function planSchool(school: SchoolKey): SchoolPlan {
  const preset = presetFor("PT");
  const data = linkRows(readRows()).filter((student) => student.school === school);
  const forms = preset.forms.map(({ name, level, order, nextForm }): PlannedForm => ({
    key: name,
    name,
    level,
    order,
    nextFormKey: nextForm,
  }));
  const { students, guardians } = planPeople(school, data, preset.general.admissionNumberPattern);
  const ages = data.map(({ age }) => age);
  const { placeOf, ...structure } = planClasses(school, ages, forms, subjectCodes);
  const registrations = planRegistrations(data, students, placeOf, subjectCodes);
  return {
    client: planClient(school, preset),
    settings: planSettings(school, preset),
    staff: planStaff(school),
    session: { ...session },
    terms: structuredClone(terms),
    forms,
    ...structure,
    subjects: structuredClone(subjects),
    curriculum: forms.flatMap(({ key }) =>
      subjectCodes.map((subjectCode) => ({ formKey: key, subjectCode, compulsory: false })),
    ),
    gradeScales: preset.gradeScales,
    students,
    guardians,
    registrations,
    examSessions: structuredClone(examSessions),
    ...planAssessment(data, registrations, structure.classSessions, subjectCodes),
    simulatorGuardianKeys: simulatorGuardians(students, registrations),
  };
}

/** The first mother, father and other whose child takes both subjects: the answers then have something to show. */
function simulatorGuardians(students: PlannedStudent[], registrations: PlannedRegistration[]): string[] {
  const first = (relationship: Relationship): string[] =>
    students
      .filter((student, at) => student.relationship === relationship && registrations[at]?.subjectCodes.length === 2)
      .slice(0, 1)
      .map(({ guardianKey }) => guardianKey);
  return [...first("mother"), ...first("father"), ...first("other")];
}
