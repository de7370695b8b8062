import { z } from "zod";
import { readAsset } from "../asset.js";
import { INTENTS } from "./types.js";
import type { HeardLanguage, Utterance } from "./types.js";

const LANGUAGES: readonly HeardLanguage[] = ["en", "sn", "nd", "fr", "pt"];

const byIntent = z.partialRecord(z.enum([...INTENTS, "none"]), z.array(z.string()));

/** One corpus file (intent → utterances) as a list. `language` null: a file of several languages. */
export function utterancesIn(json: string, language: HeardLanguage | null): Utterance[] {
  const file = byIntent.parse(JSON.parse(json));
  return [...INTENTS, "none" as const].flatMap((intent) =>
    (file[intent] ?? []).map((text) => ({ intent, language, text })),
  );
}

/** Every utterance the classifier is trained on: one file a language and one of what is none of our business. */
export function readCorpus(): Utterance[] {
  const spoken = LANGUAGES.flatMap((language) =>
    utterancesIn(readAsset(`./corpus/${language}.json`, import.meta.url), language),
  );
  return [...spoken, ...utterancesIn(readAsset("./corpus/none.json", import.meta.url), null)];
}

/** The second opinion: single words that speak for an intent by themselves. */
export function readKeywords(): Map<string, string[]> {
  const file = z.record(z.enum(INTENTS).or(z.string()), z.array(z.string()));
  return new Map(Object.entries(file.parse(JSON.parse(readAsset("./corpus/keywords.json", import.meta.url)))));
}
