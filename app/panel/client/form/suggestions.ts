/** Locales of the countries that schools here are in, to choose from; any other may be typed. */
const LOCALES = [
  ...["en-BW", "en-GB", "en-GH", "en-KE", "en-MW", "en-NA", "en-NG", "en-UG", "en-ZA", "en-ZM", "en-ZW"],
  ...["fr-BF", "fr-BJ", "fr-CD", "fr-CI", "fr-CM", "fr-FR", "fr-ML", "fr-SN", "fr-TG"],
  ...["pt-AO", "pt-BR", "pt-CV", "pt-GW", "pt-MZ", "pt-PT"],
];

/** What a text field is likely to hold, to choose from while typing; undefined for most. */
export function suggestions(name: string): string[] | undefined {
  if (/^(default)?time_?zone$/i.test(name)) return ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return /^(default)?locale$/i.test(name) ? LOCALES : undefined;
}
