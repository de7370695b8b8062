import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";

/**
 * South Africa: Grade 8 to 12 by the seven levels of achievement of the National Senior Certificate, in four terms. 30 per
 * cent is the lowest pass of a subject; that a home language asks for 40 is the school's to add as a subject's own scale.
 */
export const ZA: Preset = {
  name: "ZA",
  locale: "en-ZA",
  timezone: "Africa/Johannesburg",
  forms: chainOfForms([
    ...[8, 9].map((n) => ({ name: `Grade ${n}`, level: "Senior Phase" })),
    ...[10, 11, 12].map((n) => ({ name: `Grade ${n}`, level: "FET" })),
  ]),
  gradeScales: [
    {
      name: "Levels of achievement",
      level: null,
      direction: "higher",
      bands: [
        { from: 80, label: "7", points: 7, remark: "Outstanding achievement", passes: true },
        { from: 70, label: "6", points: 6, remark: "Meritorious achievement", passes: true },
        { from: 60, label: "5", points: 5, remark: "Substantial achievement", passes: true },
        { from: 50, label: "4", points: 4, remark: "Adequate achievement", passes: true },
        { from: 40, label: "3", points: 3, remark: "Moderate achievement", passes: true },
        { from: 30, label: "2", points: 2, remark: "Elementary achievement", passes: true },
        { from: 0, label: "1", points: 1, remark: "Not achieved", passes: false },
      ],
    },
  ],
  general: {
    ...newSchoolGeneral,
    termsPerYear: 4,
    words: { ...newSchoolGeneral.words, form: "Grade", student: "Learner", head: "Principal" },
  },
  assessment: { ...newSchoolAssessment, ranking: { default: { chain: ["average"], ties: "competition" } } },
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
