import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language } from "./languages.js";

export { LANGUAGES, type Language };
type Words = Record<string, string>;
/** One language's words by section: `frame` goes to the browser, the rest names what the declarations hold. */
export type Catalogue = Record<string, Words>;

const read = new Map<Language, Catalogue>();

/** A language's catalogue: the sections of all files in app/locale/catalogue/<language>/, a file a part of the panel. */
export function catalogueOf(language: Language): Catalogue {
  let found = read.get(language);
  if (!found) read.set(language, (found = merged(join(import.meta.dirname, "catalogue", language))));
  return found;
}

function merged(folder: string): Catalogue {
  const catalogue: Catalogue = {};
  for (const name of readdirSync(folder).sort()) {
    const part = JSON.parse(readFileSync(join(folder, name), "utf8")) as Catalogue;
    for (const [section, words] of Object.entries(part)) catalogue[section] = { ...catalogue[section], ...words };
  }
  return catalogue;
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
