import { z } from "zod";
import { atVersion } from "../../door/five.js";
import { kept } from "../../door/kept.js";
import { fieldError, invalid } from "../../errors.js";
import { LANGUAGES, type Language } from "../../locale/languages.js";
import { who, type Actor } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";
import { platformSettings } from "../clients/platformSettings.js";
import { ourClient } from "../settings/ourClient.js";
import { ownerOf, resourceOfSide, side } from "./side.js";

const fields = {
  language: z.enum(LANGUAGES).nullable(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, "must be a locale like en-ZW")
    .nullable(),
  timeZone: z
    .string()
    .refine((zone) => zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone), "is no time zone")
    .nullable(),
  theme: z.enum(["light", "dark", "system"]),
  density: z.enum(["comfortable", "compact"]),
  pageSize: z.union([z.literal(25), z.literal(50), z.literal(100), z.literal(200)]),
};
const columns = z.array(z.string().max(60)).max(60);
export const preferencesBody = z
  .strictObject({ ...fields, columns: z.record(z.string().max(60), columns.nullable()) })
  .partial()
  .extend({ version: z.int().min(0).optional() });
export const preferencesAnswer = z.strictObject({
  ...fields,
  columns: z.record(z.string(), z.array(z.string())),
  version: z.int(),
  effective: z.strictObject({ language: z.enum(LANGUAGES), locale: z.string(), timeZone: z.string() }),
});
export type Preferences = z.output<typeof preferencesAnswer>;
type Kept = Omit<Preferences, "version" | "effective">;

const NEW: Kept = {
  language: null,
  locale: null,
  timeZone: null,
  theme: "system",
  density: "comfortable",
  pageSize: 50,
  columns: {},
};

/**
 * How a person wants the panel, inside his scope: one query in a school (the platform's settings are a second one there).
 * `effective` is what holds: the user's, else the school's, else the platform's. What no longer fits (a column of
 * another version) gives way to the default.
 */
export async function preferencesOf(actor: Actor): Promise<Preferences> {
  const row = await side().Preferences.findOne({ where: { userId: ownerOf(actor) } });
  const value: Record<string, unknown> = { ...NEW };
  for (const [name, schema] of Object.entries(fields)) {
    const stored = schema.safeParse(row?.value[name]);
    if (stored.success) value[name] = stored.data;
  }
  const chosen = { ...(value as Kept), columns: knownColumns(row?.value.columns) };
  return { ...chosen, version: row?.version ?? 0, effective: await effective(chosen) };
}

/** Changes what was sent; of `columns` only the lists that were sent, null puts a list's back. */
export async function changePreferences({ version, ...input }: z.output<typeof preferencesBody>): Promise<Preferences> {
  const { Preferences } = side();
  const userId = ownerOf(who());
  const row =
    (await Preferences.findOne({ where: { userId }, lock: true })) ?? Preferences.build({ userId, value: {} });
  atVersion(row, version);
  for (const [name, wanted] of Object.entries(input.columns ?? {})) checkColumns(name, wanted ?? []);
  const merged = Object.entries({ ...knownColumns(row.value.columns), ...input.columns });
  row.value = { ...row.value, ...input, columns: Object.fromEntries(merged.filter(([, wanted]) => wanted !== null)) };
  await kept(Preferences, () => row.save());
  return preferencesOf(who());
}

const columnNames = (name: string): string[] => {
  const resource = side().resources.find((one) => one.name === name);
  return resource ? [...resource.fields.answer.keys(), "createdAt", "updatedAt"] : [];
};

function checkColumns(name: string, wanted: string[]): void {
  resourceOfSide(name);
  const known = columnNames(name);
  const strange = wanted.find((column) => !known.includes(column));
  if (strange !== undefined)
    throw invalid(fieldError(`/columns/${name}`, `${name} has no column ${strange}`, "unknown_column"));
}

function knownColumns(stored: unknown): Record<string, string[]> {
  const found = z.record(z.string(), columns).safeParse(stored);
  const fitting = Object.entries(found.success ? found.data : {}).map(([name, wanted]) => {
    const known = columnNames(name);
    return [name, wanted.filter((column) => known.includes(column))] as const;
  });
  return Object.fromEntries(fitting.filter(([, wanted]) => wanted.length));
}

/** A locale has a region, or `en` would write days as in the United States: the school's country gives it. */
async function effective({ language, locale, timeZone }: Kept): Promise<Preferences["effective"]> {
  const house = await houseOf();
  const chosen = language ?? (locale === null ? languageOf(house.locale) : languageOf(locale));
  const wide = locale ?? language ?? house.locale;
  return {
    language: chosen,
    locale: wide.includes("-") ? wide : `${wide}-${house.country}`,
    timeZone: timeZone ?? house.timeZone,
  };
}

async function houseOf(): Promise<{ locale: string; country: string; timeZone: string }> {
  if (current().kind === "platform") {
    const { defaultLocale: locale, defaultCountry: country, defaultTimezone: timeZone } = await platformSettings();
    return { locale, country, timeZone };
  }
  const { locale, country, timezone: timeZone } = await ourClient();
  return { locale, country, timeZone };
}

const languageOf = (locale: string): Language =>
  LANGUAGES.find((language) => language === locale.split("-")[0]) ?? "en";
