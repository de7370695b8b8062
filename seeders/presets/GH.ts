import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";

const basic = "Junior High";
const senior = "Senior High";

/** Ghana: JHS with the basic school's words, SHS with the Ghana Education Service's advice for internal marks (school.md 4.1). */
export const GH: Preset = {
  name: "GH",
  locale: "en-GH",
  timezone: "Africa/Accra",
  forms: chainOfForms([
    ...[1, 2, 3].map((n) => ({ name: `JHS ${n}`, level: basic })),
    ...[1, 2, 3].map((n) => ({ name: `SHS ${n}`, level: senior })),
  ]),
  gradeScales: [
    {
      name: "Basic school",
      level: basic,
      direction: "higher",
      bands: [
        { from: 80, label: "Excellent", points: 6, passes: true },
        { from: 70, label: "Very good", points: 5, passes: true },
        { from: 60, label: "Good", points: 4, passes: true },
        { from: 45, label: "Pass", points: 3, passes: true },
        { from: 35, label: "Weak", points: 2, passes: false },
        { from: 0, label: "Very weak", points: 1, passes: false },
      ],
    },
    {
      name: "Senior high, internal",
      level: senior,
      direction: "lower",
      bands: [
        { from: 80, label: "A1", points: 1, remark: "Excellent", passes: true },
        { from: 70, label: "B2", points: 2, remark: "Very good", passes: true },
        { from: 60, label: "B3", points: 3, remark: "Good", passes: true },
        { from: 55, label: "C4", points: 4, remark: "Credit", passes: true },
        { from: 50, label: "C5", points: 5, remark: "Credit", passes: true },
        { from: 45, label: "C6", points: 6, remark: "Credit", passes: true },
        { from: 40, label: "D7", points: 7, remark: "Pass", passes: true },
        { from: 35, label: "D8", points: 8, remark: "Pass", passes: true },
        { from: 0, label: "F9", points: 9, remark: "Fail", passes: false },
      ],
    },
  ],
  general: newSchoolGeneral,
  assessment: { ...newSchoolAssessment, ranking: { default: { chain: ["average"], ties: "competition" } } },
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
