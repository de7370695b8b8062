/** The ranking rule of api.md section 6 (settings/assessment). */
export interface RankingRule {
  chain: RankingStep[];
  ties: "competition" | "dense" | "fractional";
}
export type RankingStep = "passes" | "gradeProfile" | "total" | "average" | "points";

/** settings/assessment as on the wire. `shownOutOf` scales what people see, never the wire. */
export interface AssessmentSettings {
  absentCounts: "zero" | "leftOut";
  gradeFrom: "exact" | "shown";
  decimals: 0 | 1 | 2;
  ranking: { default: RankingRule | null; byLevel?: Record<string, RankingRule | null> };
  positionScopes: ("class" | "form")[];
  showPositions: boolean;
  shownOutOf: number;
}

/** What screens and papers call a thing, in the singular. */
export interface SchoolWords {
  session: string;
  term: string;
  form: string;
  class: string;
  student: string;
  guardian: string;
  classTeacher: string;
  head: string;
}

/** The part of settings/general that a country decides. */
export interface GeneralSettings {
  /** Days of ISO 8601: 1 is Monday, 7 Sunday. */
  schoolWeek: number[];
  /** `{CODE}` the school's code, `{YEAR}` four digits, `{NUMBER:4}` a counter of at least four digits. */
  admissionNumberPattern: string;
  termsPerYear: number;
  words: SchoolWords;
}

export interface FormPreset {
  name: string;
  level: string | null;
  order: number;
  /** Name of the form that follows; null after the last. */
  nextForm: string | null;
}

/** A band begins at `from` per cent and ends where the next higher one begins. */
export interface GradeBandPreset {
  from: number;
  label: string;
  points: number;
  remark?: string;
  passes: boolean;
}

export interface GradeScalePreset {
  name: string;
  /** null: for every level without a scale of its own. */
  level: string | null;
  direction: "higher" | "lower";
  /** From the best band down; the last is from 0. */
  bands: GradeBandPreset[];
}

/** The countries that have one, and what all others begin with. */
export const PRESETS = ["ZW", "NG", "GH", "KE", "ZM", "ZA", "CM", "PT", "generic"] as const;
export type PresetName = (typeof PRESETS)[number];

/** What a new school of a country begins with; each school changes it as it likes. */
export interface Preset {
  name: PresetName;
  locale: string;
  timezone: string;
  forms: FormPreset[];
  gradeScales: GradeScalePreset[];
  general: GeneralSettings;
  assessment: AssessmentSettings;
  reports: { requiredComments: string[] };
  promotions: { basis: "meanOfTerms" | "lastTerm" };
}
