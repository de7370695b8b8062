import { session } from "./calendar.js";
import { schoolFacts } from "./schoolFacts.js";
import type { SubjectCode } from "./readRows.js";
import type { PlannedClass, PlannedClassSession, PlannedClassSessionSubject, PlannedForm, SchoolKey } from "./types.js";

const largestClass = 30;
const firstClass = "10 A";

export interface ClassPlan {
  classes: PlannedClass[];
  classSessions: PlannedClassSession[];
  classSessionSubjects: PlannedClassSessionSubject[];
  /** Class session of each student, by place in file order. */
  placeOf: string[];
}

/** The form of an age in whole years: up to 16 form 10, 17 form 11, from 18 form 12 (issue 3). */
export function formOfAge(age: number): "10" | "11" | "12" {
  if (age <= 16) return "10";
  return age === 17 ? "11" : "12";
}

/** Sizes of the fewest classes of at most 30 for so many students; they differ by one at most, larger ones first. */
export function classSizes(students: number): number[] {
  const classes = Math.ceil(students / largestClass);
  return Array.from({ length: classes }, (_, at) => Math.floor(students / classes) + (at < students % classes ? 1 : 0));
}

/** Classes "10 A", "10 B", … filled in file order; all subjects are electives of every class. Keys are the names. */
export function planClasses(
  school: SchoolKey,
  ages: number[],
  forms: PlannedForm[],
  subjectCodes: SubjectCode[],
): ClassPlan {
  const plan: ClassPlan = { classes: [], classSessions: [], classSessionSubjects: [], placeOf: [] };
  const { teaches } = schoolFacts[school];
  for (const form of forms) {
    const places = [...ages.keys()].filter((at) => formOfAge(ages[at] as number) === form.name);
    classSizes(places.length).forEach((size, at) => {
      const name = `${form.name} ${String.fromCharCode("A".charCodeAt(0) + at)}`;
      const teacherKey = name === firstClass ? "teacher" : null;
      plan.classes.push({ key: name, formKey: form.key, name });
      plan.classSessions.push({
        key: name,
        sessionKey: session.key,
        classKey: name,
        name,
        classTeacherKey: teacherKey,
        capacity: largestClass,
      });
      for (const subjectCode of subjectCodes) {
        plan.classSessionSubjects.push({
          classSessionKey: name,
          subjectCode,
          elective: true,
          teacherKey: teaches.includes(subjectCode) ? teacherKey : null,
        });
      }
      for (const place of places.splice(0, size)) plan.placeOf[place] = name;
    });
  }
  return plan;
}
