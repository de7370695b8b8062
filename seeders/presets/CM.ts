import { chainOfForms, newSchoolAssessment, newSchoolGeneral } from "./shared.js";
import type { Preset } from "./types.js";

const lower = "Premier cycle";
const upper = "Second cycle";

/** Cameroon, French sub-system: marks of 0 to 20, of which 10 passes (school.md 4.1), ranked by the average. An English-speaking school chooses another preset. */
export const CM: Preset = {
  name: "CM",
  locale: "fr-CM",
  timezone: "Africa/Douala",
  forms: chainOfForms([
    ...["Sixième", "Cinquième", "Quatrième", "Troisième"].map((name) => ({ name, level: lower })),
    ...["Seconde", "Première", "Terminale"].map((name) => ({ name, level: upper })),
  ]),
  gradeScales: [
    {
      name: "Sur 20",
      level: null,
      direction: "higher",
      bands: [
        { from: 75, label: "Très bien", points: 6, passes: true },
        { from: 65, label: "Bien", points: 5, passes: true },
        { from: 60, label: "Assez bien", points: 4, passes: true },
        { from: 55, label: "Passable", points: 3, passes: true },
        { from: 50, label: "Moyen", points: 2, passes: true },
        { from: 0, label: "Insuffisant", points: 1, passes: false },
      ],
    },
  ],
  general: {
    ...newSchoolGeneral,
    words: {
      session: "Année scolaire",
      term: "Trimestre",
      form: "Niveau",
      class: "Classe",
      student: "Élève",
      guardian: "Responsable",
      classTeacher: "Professeur principal",
      head: "Proviseur",
    },
  },
  assessment: {
    ...newSchoolAssessment,
    ranking: { default: { chain: ["average"], ties: "competition" } },
    shownOutOf: 20,
  },
  reports: { requiredComments: [] },
  promotions: { basis: "meanOfTerms" },
};
