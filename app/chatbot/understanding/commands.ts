import { normalise } from "./normalise.js";
import type { HeardLanguage, Intent } from "./types.js";

type Command = Intent | "start";

/** Whole messages that mean one thing only, after normalising. Words shared by languages stand under the first. */
const COMMANDS: Partial<Record<Command, Partial<Record<HeardLanguage | "any", string[]>>>> = {
  stop: {
    en: ["stop", "unsubscribe", "cancel", "opt out", "stop all", "please stop"],
    sn: ["mira"],
    nd: ["yekela"],
    fr: ["arret", "arreter", "arretez", "desabonner"],
    pt: ["parar", "cancelar", "sair", "pare"],
  },
  start: {
    en: ["start", "subscribe", "unstop"],
    sn: ["tanga"],
    nd: ["qala"],
    fr: ["demarrer", "commencer"],
    pt: ["iniciar", "comecar"],
  },
  menu: {
    any: ["menu", "0", "menyu", "imenu"],
    en: ["main menu", "back", "home"],
    fr: ["retour", "accueil"],
    pt: ["voltar", "inicio"],
  },
  help: { en: ["help"], sn: ["ndibatsirei", "rubatsiro"], nd: ["ngincedani", "uncedo"], fr: ["aide"], pt: ["ajuda"] },
  results: {
    en: ["results", "result", "marks", "grades"],
    sn: ["maresults", "zvibodzwa"],
    nd: ["imiphumela"],
    fr: ["resultats", "notes"],
    pt: ["resultados", "notas"],
  },
  switch_student: {
    en: ["another child", "other child", "change student"],
    sn: ["mumwe mwana"],
    nd: ["omunye umntwana"],
    fr: ["un autre enfant", "autre enfant"],
    pt: ["outro filho", "outra filha", "outra crianca"],
  },
  language: { en: ["language"], sn: ["mutauro"], nd: ["ulimi"], fr: ["langue"], pt: ["lingua", "idioma"] },
};

const LANGUAGE_NAMES = new Map<string, HeardLanguage>(
  Object.entries({
    english: "en",
    "english please": "en",
    "speak english": "en",
    "in english": "en",
    ingles: "en",
    anglais: "en",
    francais: "fr",
    "en francais": "fr",
    "parlez francais": "fr",
    french: "fr",
    "in french": "fr",
    frances: "fr",
    portugues: "pt",
    "em portugues": "pt",
    "fale portugues": "pt",
    portuguese: "pt",
    "in portuguese": "pt",
    portugais: "pt",
    chishona: "sn",
    shona: "sn",
    "in shona": "sn",
    "ndinoda chishona": "sn",
    isindebele: "nd",
    ndebele: "nd",
    "in ndebele": "nd",
    "ngifuna isindebele": "nd",
  } as const),
);

const index = new Map<string, { command: Command; language: HeardLanguage | null }>();
for (const [command, byLanguage] of Object.entries(COMMANDS)) {
  for (const [language, texts] of Object.entries(byLanguage ?? {})) {
    const spoken = language === "any" ? null : (language as HeardLanguage);
    for (const text of texts) index.set(text, { command: command as Command, language: spoken });
  }
}

/** The command that a whole message is, or null. "#" alone means menu. */
export function commandIn(text: string): { command: Command; language: HeardLanguage | null } | null {
  if (text.trim() === "#") return { command: "menu", language: null };
  return index.get(normalise(text)) ?? null;
}

/** The language that a message names when that is all it does ("English please"). */
export function namedLanguage(text: string): HeardLanguage | null {
  return LANGUAGE_NAMES.get(normalise(text)) ?? null;
}

/** The place in a list that a message names: "2", "2.", " 2) " → 2. Null otherwise, and for 0 and above 99. */
export function ordinalIn(text: string): number | null {
  const match = /^\s*([1-9]\d?)\s*[.)]?\s*$/.exec(text);
  return match?.[1] ? Number(match[1]) : null;
}
