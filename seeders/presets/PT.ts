import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";

const level = "Secondary";

/** Portugal, ensino secundário: marks of 0 to 20, of which 10 passes; bands in per cent as issue 3 decided, with their names in English. */
export const PT: Preset = {
  name: "PT",
  locale: "pt-PT",
  timezone: "Europe/Lisbon",
  forms: chainOfForms([
    { name: "10", level },
    { name: "11", level },
    { name: "12", level },
  ]),
  gradeScales: [
    {
      name: "Secondary, 0 to 20",
      level: null,
      direction: "higher",
      bands: [
        { from: 90, label: "Excellent", points: 5, passes: true },
        { from: 70, label: "Good", points: 4, passes: true },
        { from: 50, label: "Sufficient", points: 3, passes: true },
        { from: 20, label: "Poor", points: 2, passes: false },
        { from: 0, label: "Very poor", points: 1, passes: false },
      ],
    },
  ],
  general: { ...newSchoolGeneral, words: { ...newSchoolGeneral.words, form: "Year" } },
  assessment: {
    ...newSchoolAssessment,
    ranking: { default: { chain: ["average"], ties: "competition" } },
    shownOutOf: 20,
  },
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
