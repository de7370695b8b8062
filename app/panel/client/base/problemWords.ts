import { refusalWords, type Refusal } from "./refusals.js";
import { catalogue, state } from "./state.js";
import { day, t } from "./words.js";

const keys = Object.keys(catalogue).filter((key) => key.startsWith("said.") && key.includes("*"));
const has = (key: string) => catalogue[key] !== undefined || catalogue[`${key}_other`] !== undefined;

/** A refusal as the person reads it: a sentence in his language that says what to do. */
export const problemWords = (refusal: Refusal): string =>
  refusalWords(refusal, { has, say: t, keys, english: state.language === "en", day });
