import type { Problem } from "../errors.js";
import { LANGUAGES, wordIn, type Language } from "../locale/catalogue.js";
import { LANGUAGE_NAMES } from "../locale/languages.js";
import { html } from "./words.js";

type Values = Record<string, string | number>;

/** A word of the pages before signing in; `{name}` is filled in. */
export function say(language: Language, key: string, values: Values = {}): string {
  const text = wordIn(language, "sign-in", key) ?? wordIn("en", "sign-in", key) ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** A refusal in the page's language by its code; a refused sign-in says the same whatever was wrong. */
export function refusal(language: Language, { code, status }: Problem): string {
  if (status === 401) return say(language, "wrong");
  const words = wordIn(language, "sign-in", `problem.${code}`) ?? wordIn(language, "frame", `problem.${code}`);
  return words ?? say(language, "problem.other");
}

/** An address of these pages with what belongs to it; nothing is left out of the query but what is empty. */
export function address(path: string, query: Record<string, string | undefined>): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return filled.length ? `${path}?${new URLSearchParams(filled).toString()}` : path;
}

/** The page in the other languages. */
export function languages(current: Language, path: string, query: Record<string, string | undefined>): string {
  const links = LANGUAGES.map((one) =>
    one === current
      ? `<span lang="${one}" aria-current="true">${LANGUAGE_NAMES[one]}</span>`
      : `<a lang="${one}" hreflang="${one}" href="${html(address(path, { ...query, lang: one }))}">${LANGUAGE_NAMES[one]}</a>`,
  );
  return `<nav aria-label="${html(say(current, "languages"))}">${links.join("")}</nav>`;
}

/** What went wrong, above the form; heard at once. */
export const alertBox = (text: string | undefined): string =>
  text === undefined ? "" : `<p class="wrong" role="alert" id="wrong">${html(text)}</p>`;
/** What was done. */
export const noteBox = (text: string | undefined): string =>
  text === undefined ? "" : `<p class="note" role="status">${html(text)}</p>`;
export const hidden = (name: string, value: string | undefined): string =>
  value ? `<input type="hidden" name="${name}" value="${html(value)}">` : "";

/** A form's field as text. A NUL in a name is no name: the database would refuse it with an error of its own. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value.replaceAll("\0", "").slice(0, 1000) : "";
/** The language of the address or form, if it is one of ours. */
export const languageIn = (value: unknown): Language | undefined => LANGUAGES.find((one) => one === value);
