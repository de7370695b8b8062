import { platformSettingsSchema } from "../../commands/clients/platformSettings.js";
import { PAGES, type PageName } from "../../commands/settings/read.js";
import { fieldsOf, type Field } from "../../door/fields.js";
import { wordIn, type Language } from "../../locale/catalogue.js";
import type { Actor } from "../../policies/Actor.js";
import { words } from "../words.js";
import { panelField } from "./field.js";
import { labels, type Labels } from "./labels.js";
import type { PanelField, PanelSettings } from "./types.js";

type Word = (...keys: string[]) => string | undefined;

/** The fields of each page under their headings, in the order in which an office thinks of them. */
const GROUPS: Record<PageName | "platform", [heading: string, fields: string[]][]> = {
  general: [
    ["school", ["name", "motto", "address", "phone", "email"]],
    ["looks", ["crestFileId", "colours"]],
    ["year", ["schoolWeek", "termsPerYear", "admissionNumberPattern"]],
    ["words", ["words"]],
  ],
  assessment: [
    ["marks", ["absentCounts", "gradeFrom", "decimals", "shownOutOf"]],
    ["positions", ["showPositions", "positionScopes", "ranking"]],
  ],
  reports: [
    ["paper", ["paper", "title", "showDateOfBirth"]],
    ["signed", ["headName", "headTitle", "requiredComments"]],
  ],
  promotions: [["promotions", ["basis"]]],
  platform: [
    ["installation", ["name", "supportContact"]],
    ["new-schools", ["defaultCountry", "defaultLocale", "defaultTimezone"]],
    ["running", ["selfSignUp", "llm", "retentionDays"]],
  ],
};
/** What is answered with a school's general page and is the platform's to change. */
const FACTS = ["code", "country", "timezone", "locale"];

/** The pages of settings that this person may change, as forms: made from the schemas of the API's own routes. */
export function describeSettings(
  actor: Actor,
  kind: "platform" | "school",
  language: Language,
): PanelSettings[] | undefined {
  const may = kind === "school" ? actor.may("settings.write") : actor.codes.has("settings.write");
  if (!may) return undefined;
  if (kind === "platform") return [page("platform", "/settings", platformSettingsSchema, language)];
  return Object.entries(PAGES).map(([name, schema]) => page(name as PageName, `/settings/${name}`, schema, language));
}

function page(name: PageName | "platform", path: string, schema: object, language: Language): PanelSettings {
  const word: Word = (...keys) => wordIn(language, "settings", ...keys);
  const telling = { resource: name, labels: wordsOf(name, word, language), known: new Set<string>() };
  const order = GROUPS[name].flatMap(([, fields]) => fields);
  const told = [...fieldsOf(schema as never).values()]
    .filter((one) => one.name !== "version")
    .map((one) => shaped(one, panelField(one, telling), language))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const facts = name === "general" ? FACTS.map((one): PanelField => fact(one, telling.labels)) : [];
  return {
    page: name,
    label: word(name) ?? words(name),
    path,
    write: { path, method: "PATCH", fields: told },
    facts,
    groups: GROUPS[name].map(([heading, fields]) => [word(`heading.${heading}`) ?? words(heading), fields]),
    ...(name === "reports" ? { reset: `${path}/reset` } : {}),
  };
}

const fact = (name: string, told: Labels): PanelField => ({
  name,
  label: told.field("general", name),
  kind: "string",
  required: false,
});

/** Labels of settings have a section of their own: "general.name", "general.name.help", "value.absentCounts.zero". */
function wordsOf(name: string, word: Word, language: Language): Labels {
  return {
    ...labels(language),
    field: (_, path) => word(`${name}.${path}`) ?? words(path.split(".").at(-1) ?? path),
    help: (_, path) => word(`${name}.${path}.help`),
    value: (field, value) => word(`value.${field}.${value}`) ?? words(value),
  };
}

/** Fields that say too little by their schema: days of the week by name, decimals as a choice, the rule as a whole. */
function shaped(field: Field, told: PanelField, language: Language): PanelField {
  const choice = (values: { value: string; label: string }[]): PanelField => ({ ...told, kind: "enum", values });
  if (field.name === "schoolWeek") return choice(weekdays(language));
  if (field.name === "decimals") return choice(["0", "1", "2"].map((value) => ({ value, label: value })));
  if (field.name !== "ranking") return told;
  const { fields: _, ...whole } = told;
  return whole;
}

/** Monday is 1; the names of the language. 1 January 2024 was a Monday. */
function weekdays(language: Language): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: format.format(Date.UTC(2024, 0, day)) }));
}
