/** What a message can ask for; the corpus files are keyed by these. "none": none of our business. */
export const INTENTS = [
  "results",
  "report_card",
  "attendance",
  "notices",
  "term_dates",
  "fees",
  "human",
  "switch_student",
  "language",
  "menu",
  "help",
  "stop",
  "greeting",
  "thanks",
] as const;

export type Intent = (typeof INTENTS)[number];

/** Languages that are understood. Answers exist in fewer (conversation/words). */
export type HeardLanguage = "en" | "sn" | "nd" | "fr" | "pt";

/** `exact`: a command word; `sure`: act on it when it only reads; `maybe`: ask "did you mean"; `none`: not understood. */
export type Certainty = "exact" | "sure" | "maybe" | "none";

export interface Understanding {
  intent: Intent | null;
  certainty: Certainty;
  /** The language the text seems to be in; null when nothing speaks for one. */
  language: HeardLanguage | null;
}

export interface Utterance {
  intent: Intent | "none";
  language: HeardLanguage | null;
  text: string;
}
