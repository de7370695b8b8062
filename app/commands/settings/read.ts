import { Setting } from "../../../models/school/Setting.js";
import { newSchoolAssessment, newSchoolGeneral } from "../../../seeders/presets/shared.js";
import { ourClient } from "./ourClient.js";
import type { AssessmentSettings, GeneralSettings, PromotionsSettings, ReportsSettings } from "./schemas.js";
import { assessmentSchema, generalSchema, promotionsSchema, reportsSchema } from "./schemas.js";

/** The pages of settings: each one row of `settings`, read over what a new school begins with. */
export const PAGES = {
  general: generalSchema,
  assessment: assessmentSchema,
  reports: reportsSchema,
  promotions: promotionsSchema,
} as const;
export type PageName = keyof typeof PAGES;
export interface PageValues {
  general: GeneralSettings;
  assessment: AssessmentSettings;
  reports: ReportsSettings;
  promotions: PromotionsSettings;
}

const GENERAL = {
  ...newSchoolGeneral,
  motto: null,
  address: null,
  phone: null,
  email: null,
  colours: { main: "#1f3a5f", accent: "#b07d2b" },
  crestFileId: null,
};
export const NEW_REPORTS: ReportsSettings = {
  requiredComments: [],
  paper: "A4",
  title: null,
  headName: null,
  headTitle: null,
  showDateOfBirth: false,
};

async function defaults(): Promise<PageValues> {
  const { name } = await ourClient();
  return {
    general: { name, ...GENERAL },
    assessment: newSchoolAssessment,
    reports: NEW_REPORTS,
    promotions: { basis: "meanOfTerms" },
  };
}

/** One page of settings as it stands, with its version. A stored key that is no longer valid gives way to the default. */
export async function readPage<P extends PageName>(
  page: P,
): Promise<{ value: PageValues[P]; version: number; row: Setting | null }> {
  const row = await Setting.findOne({ where: { key: page } });
  const value: Record<string, unknown> = { ...(await defaults())[page] };
  for (const [key, schema] of Object.entries(PAGES[page].shape)) {
    const stored = schema.safeParse(row?.value[key]);
    if (stored.success && row && key in row.value) value[key] = stored.data;
  }
  return { value: value as unknown as PageValues[P], version: row?.version ?? 0, row };
}

/** How marks become results: for other commands, inside a school's scope. */
export const assessmentSettings = async (): Promise<AssessmentSettings> => (await readPage("assessment")).value;
/** What the school says of itself, and whether its data is invented. */
export async function generalSettings(): Promise<GeneralSettings & { demonstration: boolean }> {
  const { value, row } = await readPage("general");
  return { ...value, demonstration: isDemonstration(row) };
}
/** What stands on papers. */
export const reportsSettings = async (): Promise<ReportsSettings> => (await readPage("reports")).value;

/** Only the seed of a demonstration school writes this mark; nobody's PATCH takes it away. */
export const isDemonstration = (row: Setting | null): boolean =>
  row?.value.demonstration === true || typeof row?.value.demonstrationNotice === "string";
