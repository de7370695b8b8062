/** The languages of the panel's own words. */
export const LANGUAGES = ["en", "fr", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each by its own name: whoever does not read the page still finds his. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", fr: "Français", pt: "Português" };
