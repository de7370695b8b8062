import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The languages of the panel's own words. */
export const LANGUAGES = ["en", "fr", "pt"] as const;
export type Language = (typeof LANGUAGES)[number];
type Words = Record<string, string>;
/** One language's words by section: `frame` goes to the browser, the rest names what the declarations hold. */
export type Catalogue = Record<string, Words>;

const read = new Map<Language, Catalogue>();

/** A language's catalogue: app/locale/catalogue/<language>.json. */
export function catalogueOf(language: Language): Catalogue {
  let found = read.get(language);
  if (!found) {
    const file = join(import.meta.dirname, "catalogue", `${language}.json`);
    read.set(language, (found = JSON.parse(readFileSync(file, "utf8")) as Catalogue));
  }
  return found;
}

/** A word of a catalogue, or undefined: keys of one section, the most particular first. */
export function wordIn(language: Language, section: string, ...keys: string[]): string | undefined {
  const words = catalogueOf(language)[section] ?? {};
  for (const key of keys) if (Object.hasOwn(words, key)) return words[key];
  return undefined;
}

/** The language that we have for a locale like `pt-PT` or `en_ZW`; English where there is none. */
export function languageFor(locale: string | null | undefined): Language {
  const code = (locale ?? "").slice(0, 2).toLowerCase();
  return LANGUAGES.find((one) => one === code) ?? "en";
}
