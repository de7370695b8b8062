import type { GradeScalePreset } from "./types.js";

/** WASSCE of the West African Examinations Council (school.md 4.1): A1 to F9, the numbers are points and fewer are better; F9 alone fails. */
export const wassce = (level: string | null): GradeScalePreset => ({
  name: "WASSCE",
  level,
  direction: "lower",
  bands: [
    { from: 75, label: "A1", points: 1, remark: "Excellent", passes: true },
    { from: 70, label: "B2", points: 2, remark: "Very good", passes: true },
    { from: 65, label: "B3", points: 3, remark: "Good", passes: true },
    { from: 60, label: "C4", points: 4, remark: "Credit", passes: true },
    { from: 55, label: "C5", points: 5, remark: "Credit", passes: true },
    { from: 50, label: "C6", points: 6, remark: "Credit", passes: true },
    { from: 45, label: "D7", points: 7, remark: "Pass", passes: true },
    { from: 40, label: "E8", points: 8, remark: "Pass", passes: true },
    { from: 0, label: "F9", points: 9, remark: "Fail", passes: false },
  ],
});
