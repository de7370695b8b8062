import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { GradeBandPreset, Preset } from "./types.js";

const junior = "Junior Secondary";
const senior = "Senior Secondary";
const WORDS = ["Distinction", "Distinction", "Merit", "Merit", "Credit", "Credit", "Satisfactory", "Satisfactory"];

/** The Examinations Council's grades 1 to 9 in steps of five per cent from 75; 40 passes (school.md 4.1). */
const grade12: GradeBandPreset[] = [
  ...WORDS.map((remark, at) => ({ from: 75 - at * 5, label: String(at + 1), points: at + 1, remark, passes: true })),
  { from: 0, label: "9", points: 9, remark: "Unsatisfactory", passes: false },
];

/** Zambia (ECZ): Grade 8 to 12. */
export const ZM: Preset = {
  name: "ZM",
  locale: "en-ZM",
  timezone: "Africa/Lusaka",
  forms: chainOfForms([
    ...[8, 9].map((n) => ({ name: `Grade ${n}`, level: junior })),
    ...[10, 11, 12].map((n) => ({ name: `Grade ${n}`, level: senior })),
  ]),
  gradeScales: [
    {
      name: "Grade 9",
      level: junior,
      direction: "lower",
      bands: [
        { from: 75, label: "ONE", points: 1, passes: true },
        { from: 60, label: "TWO", points: 2, passes: true },
        { from: 50, label: "THREE", points: 3, passes: true },
        { from: 40, label: "FOUR", points: 4, passes: true },
        { from: 0, label: "F", points: 5, passes: false },
      ],
    },
    { name: "Grade 12", level: senior, direction: "lower", bands: grade12 },
  ],
  general: { ...newSchoolGeneral, words: { ...newSchoolGeneral.words, form: "Grade" } },
  assessment: newSchoolAssessment,
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
