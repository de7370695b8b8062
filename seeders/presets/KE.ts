import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { GradeBandPreset, Preset } from "./types.js";

const junior = "Junior School";
const senior = "Senior School";
const LETTERS = ["A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-"];

/** KCSE's letters, 12 points to 1 by steps of five per cent (school.md 4.1). KNEC sets other bounds for each subject; D+ passes, ours to say. */
const kcse: GradeBandPreset[] = [
  ...LETTERS.map((label, at) => ({ from: 80 - at * 5, label, points: 12 - at, passes: at < 9 })),
  { from: 0, label: "E", points: 1, passes: false },
];

/**
 * Kenya: junior school by KJSEA's levels, which KNEC neither adds up nor ranks; senior school by KCSE's letters, until others
 * are published.
 */
export const KE: Preset = {
  name: "KE",
  locale: "en-KE",
  timezone: "Africa/Nairobi",
  forms: chainOfForms([
    ...[7, 8, 9].map((n) => ({ name: `Grade ${n}`, level: junior })),
    ...[10, 11, 12].map((n) => ({ name: `Grade ${n}`, level: senior })),
  ]),
  gradeScales: [
    {
      name: "KJSEA",
      level: junior,
      direction: "higher",
      bands: [
        { from: 90, label: "EE1", points: 8, remark: "Exceeding expectation", passes: true },
        { from: 75, label: "EE2", points: 7, remark: "Exceeding expectation", passes: true },
        { from: 58, label: "ME1", points: 6, remark: "Meeting expectation", passes: true },
        { from: 41, label: "ME2", points: 5, remark: "Meeting expectation", passes: true },
        { from: 31, label: "AE1", points: 4, remark: "Approaching expectation", passes: false },
        { from: 21, label: "AE2", points: 3, remark: "Approaching expectation", passes: false },
        { from: 11, label: "BE1", points: 2, remark: "Below expectation", passes: false },
        { from: 0, label: "BE2", points: 1, remark: "Below expectation", passes: false },
      ],
    },
    { name: "KCSE", level: senior, direction: "higher", bands: kcse },
  ],
  general: { ...newSchoolGeneral, words: { ...newSchoolGeneral.words, form: "Grade", class: "Stream" } },
  assessment: {
    ...newSchoolAssessment,
    ranking: { default: { chain: ["points", "total"], ties: "competition" }, byLevel: { [junior]: null } },
  },
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
