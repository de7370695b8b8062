import type { AssessmentSettings, FormPreset, GeneralSettings } from "./types.js";

/** What every new school begins with (api.md, settings/assessment); a preset names only what its country does otherwise. */
export const newSchoolAssessment: AssessmentSettings = {
  absentCounts: "zero",
  gradeFrom: "exact",
  decimals: 2,
  ranking: { default: { chain: ["passes", "gradeProfile", "total"], ties: "competition" } },
  positionScopes: ["class"],
  showPositions: true,
  shownOutOf: 100,
};

/**
 * Four digits, because a visitor of the verification page types the last four characters of an admission number
 * (api.md, report card): with three, one of them would be the slash.
 */
export const newSchoolGeneral: GeneralSettings = {
  schoolWeek: [1, 2, 3, 4, 5],
  admissionNumberPattern: "{CODE}/{YEAR}/{NUMBER:4}",
  termsPerYear: 3,
  words: {
    session: "Academic year",
    term: "Term",
    form: "Form",
    class: "Class",
    student: "Student",
    guardian: "Guardian",
    classTeacher: "Class teacher",
    head: "Head",
  },
};

/** Forms in the order given, each leading to the next; the last leads nowhere. */
export function chainOfForms(forms: { name: string; level: string | null }[]): FormPreset[] {
  return forms.map((form, at) => ({ ...form, order: at + 1, nextForm: forms[at + 1]?.name ?? null }));
}
