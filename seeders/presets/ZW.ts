import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";

const oLevel = "O Level";
const aLevel = "A Level";

/**
 * Zimbabwe (ZIMSEC). O Level: A to U, C and above passes. A Level: A to E pass, O is an ordinary-level pass, F fails
 * (school.md 4.1). ZIMSEC sets percentages per paper and publishes none: the O Level bounds are those that schools
 * commonly use, the A Level ones ours, to be changed by the school.
 */
export const ZW: Preset = {
  name: "ZW",
  locale: "en-ZW",
  timezone: "Africa/Harare",
  forms: chainOfForms([
    { name: "Form 1", level: oLevel },
    { name: "Form 2", level: oLevel },
    { name: "Form 3", level: oLevel },
    { name: "Form 4", level: oLevel },
    { name: "Lower Sixth", level: aLevel },
    { name: "Upper Sixth", level: aLevel },
  ]),
  gradeScales: [
    {
      name: "O Level",
      level: oLevel,
      direction: "higher",
      bands: [
        { from: 75, label: "A", points: 5, remark: "Excellent", passes: true },
        { from: 65, label: "B", points: 4, remark: "Very good", passes: true },
        { from: 50, label: "C", points: 3, remark: "Credit", passes: true },
        { from: 40, label: "D", points: 2, remark: "Satisfactory", passes: false },
        { from: 30, label: "E", points: 1, remark: "Weak", passes: false },
        { from: 0, label: "U", points: 0, remark: "Ungraded", passes: false },
      ],
    },
    {
      name: "A Level",
      level: aLevel,
      direction: "higher",
      bands: [
        { from: 80, label: "A", points: 5, remark: "Excellent", passes: true },
        { from: 70, label: "B", points: 4, remark: "Very good", passes: true },
        { from: 60, label: "C", points: 3, remark: "Good", passes: true },
        { from: 50, label: "D", points: 2, remark: "Satisfactory", passes: true },
        { from: 40, label: "E", points: 1, remark: "Pass", passes: true },
        { from: 30, label: "O", points: 0, remark: "Ordinary-level pass", passes: false },
        { from: 0, label: "F", points: 0, remark: "Fail", passes: false },
      ],
    },
  ],
  general: newSchoolGeneral,
  assessment: newSchoolAssessment,
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
