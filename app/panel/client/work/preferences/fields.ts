import type { PanelField } from "../../base/state.js";
import { t } from "../../base/words.js";

/** Languages by their own names: whoever does not read the page still finds his. */
const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
  { value: "pt", label: "Português" },
];

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
  field("language", { kind: "enum", values: LANGUAGES, help: t("preferences.language.help") }),
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
