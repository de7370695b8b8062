import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";

/** Any other country: Grade 1 to 12 and letters by per cent, 50 passes. */
export const generic: Preset = {
  name: "generic",
  locale: "en",
  timezone: "UTC",
  forms: chainOfForms(
    Array.from({ length: 12 }, (_, at) => ({ name: `Grade ${at + 1}`, level: at < 6 ? "Primary" : "Secondary" })),
  ),
  gradeScales: [
    {
      name: "Letters",
      level: null,
      direction: "higher",
      bands: [
        { from: 80, label: "A", points: 5, remark: "Excellent", passes: true },
        { from: 70, label: "B", points: 4, remark: "Very good", passes: true },
        { from: 60, label: "C", points: 3, remark: "Good", passes: true },
        { from: 50, label: "D", points: 2, remark: "Pass", passes: true },
        { from: 40, label: "E", points: 1, remark: "Below pass", passes: false },
        { from: 0, label: "F", points: 0, remark: "Fail", passes: false },
      ],
    },
  ],
  general: { ...newSchoolGeneral, words: { ...newSchoolGeneral.words, form: "Grade" } },
  assessment: newSchoolAssessment,
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
