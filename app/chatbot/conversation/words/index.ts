import type { Language } from "../facts.js";
import { en } from "./en.js";
import { fr } from "./fr.js";
import { pt } from "./pt.js";
import type { Words } from "./types.js";

const CATALOGUES: Readonly<Record<Language, Words>> = { en, pt, fr };

/** The chatbot's words in a language. */
export function wordsFor(language: Language): Words {
  return CATALOGUES[language];
}
