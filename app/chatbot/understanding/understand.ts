import { Classifier } from "./Classifier.js";
import { commandIn, namedLanguage } from "./commands.js";
import { readCorpus, readKeywords } from "./corpus.js";
import { wordsOf } from "./normalise.js";
import type { HeardLanguage, Understanding } from "./types.js";

/** What a text is understood as; `start` and a named language are exact commands beside the intents. */
export interface Heard extends Understanding {
  /** START: undoes STOP. Elsewhere it means the menu. */
  start: boolean;
  /** Set when the message does nothing but name a language. */
  wantsLanguage: HeardLanguage | null;
  /** "stop" somewhere in a longer sentence: may be about something else, so it is asked. */
  stopInside: boolean;
}

const STOP_WORDS = new Set(["stop", "unsubscribe", "desabonner"]);
const WORDS_OF_A_COMMAND = 4;

let trained: Classifier | null = null;

/** Understands one text: command words first, then the classifier (trained at the first call, about 0.1 s). */
export function understand(text: string): Heard {
  const rest = { start: false, wantsLanguage: null, stopInside: false };
  const command = commandIn(text);
  if (command?.command === "start")
    return { ...rest, start: true, intent: "menu", certainty: "exact", language: command.language };
  if (command)
    return {
      ...rest,
      intent: command.command as Understanding["intent"],
      certainty: "exact",
      language: command.language,
    };
  const wantsLanguage = namedLanguage(text);
  if (wantsLanguage) return { ...rest, wantsLanguage, intent: "language", certainty: "exact", language: wantsLanguage };
  trained ??= new Classifier(readCorpus(), readKeywords());
  const words = wordsOf(text);
  const stopInside = words.length > WORDS_OF_A_COMMAND && words.some((word) => STOP_WORDS.has(word));
  return { ...rest, stopInside, ...trained.classify(text) };
}
