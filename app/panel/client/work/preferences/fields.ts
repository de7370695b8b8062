import { LANGUAGE_NAMES, LANGUAGES } from "../../../../locale/languages.js";
import type { PanelField } from "../../base/state.js";
import { t } from "../../base/words.js";

const languages = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

const field = (name: string, more: Partial<PanelField>): PanelField => ({
  name,
  label: t(`preferences.${name}`),
  kind: "string",
  required: false,
  nullable: true,
  ...more,
});

/** The fields of the preferences; what is left empty is as the house has it, and says how that is. */
export const preferenceFields = (house: { locale: string; timeZone: string }): PanelField[] => [
  field("language", { kind: "enum", values: languages, help: t("preferences.language.help") }),
  field("locale", { help: t("preferences.locale.help", { locale: house.locale }) }),
  field("timeZone", { help: t("preferences.timeZone.help", { zone: house.timeZone }) }),
  field("theme", {
    kind: "enum",
    required: true,
    values: ["system", "light", "dark"].map((value) => ({ value, label: t(`theme.${value}`) })),
  }),
  field("pageSize", {
    kind: "enum",
    required: true,
    values: ["25", "50", "100", "200"].map((value) => ({ value, label: value })),
  }),
];
