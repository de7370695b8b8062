import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";
import { wassce } from "./WASSCE.js";

/** Nigeria: JSS 1 to SS 3, graded as WASSCE does, ranked by the average. A class is called an arm. */
export const NG: Preset = {
  name: "NG",
  locale: "en-NG",
  timezone: "Africa/Lagos",
  forms: chainOfForms([
    ...[1, 2, 3].map((n) => ({ name: `JSS ${n}`, level: "Junior Secondary" })),
    ...[1, 2, 3].map((n) => ({ name: `SS ${n}`, level: "Senior Secondary" })),
  ]),
  gradeScales: [wassce(null)],
  general: {
    ...newSchoolGeneral,
    words: { ...newSchoolGeneral.words, form: "Class", class: "Arm", head: "Principal" },
  },
  assessment: { ...newSchoolAssessment, ranking: { default: { chain: ["average"], ties: "competition" } } },
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
