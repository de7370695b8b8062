import { LIMITS, codePoints, cut } from "./limits.js";
import { buttonsMessage, listMessage } from "./messages.js";
import type { Frame } from "./messages.js";
import type { Choice, OutgoingMessage } from "./types.js";

/** What an option list needs besides its options: the words of the button that opens it and of the row "More". */
export interface ChoiceWords {
  opener: string;
  more: string;
}

/** One page of options: those shown and, when there are further ones, where the next page begins. */
export interface Page {
  shown: Choice[];
  next: number | null;
}

/** The page of options that begins at `from`: all that fit, or nine and room for "More". */
export function pageOf(options: readonly Choice[], from: number): Page {
  const rest = options.slice(from);
  if (rest.length <= LIMITS.listRows) return { shown: rest, next: null };
  return { shown: rest.slice(0, LIMITS.listRows - 1), next: from + LIMITS.listRows - 1 };
}

/**
 * Options as Meta can show them: up to three with short titles are buttons, else a list; more than ten are pages whose
 * last row is `more`. Titles that are too long for a list row are cut at a character, since Meta refuses the whole message.
 * @param moreId builds the id of the row "More" from where the next page begins.
 */
export function choiceMessage(
  frame: Frame,
  options: readonly Choice[],
  words: ChoiceWords,
  from: number,
  moreId: (next: number) => string,
): OutgoingMessage {
  if (options.length <= LIMITS.buttons && options.every(fitsButton)) return buttonsMessage(frame, options);
  const { shown, next } = pageOf(options, from);
  const rows = next === null ? shown : [...shown, { id: moreId(next), title: words.more }];
  return listMessage(frame, cut(words.opener, LIMITS.listOpener), [{ rows: rows.map(fitted) }]);
}

function fitsButton(option: Choice): boolean {
  return option.description === undefined && codePoints(option.title) <= LIMITS.buttonTitle;
}

function fitted(option: Choice): Choice {
  const row: Choice = { id: option.id, title: cut(option.title, LIMITS.rowTitle) };
  if (option.description) row.description = cut(option.description, LIMITS.rowDescription);
  return row;
}
