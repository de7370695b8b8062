import { scaled as outOf } from "../../reports/figures.js";
import { LIMITS, cut } from "../whatsapp/limits.js";
import type { PublishedResults, SubjectResult } from "./facts.js";
import type { Words } from "./words/types.js";

const ROWS = 14;

export interface Heading {
  school: string;
  firstName: string;
}

/**
 * A term's results as one WhatsApp text of at most 4096 characters: school, term, first name and class; up to 14 lines
 * `Maths 67 B`; average, total and position as far as the school shows them. Longer ones name the report card.
 */
export function formatResults(results: PublishedResults, heading: Heading, words: Words): string {
  const shown = results.subjects.slice(0, ROWS);
  const left = results.subjects.length - shown.length;
  const lines = [
    `*${oneLine(heading.school)}*`,
    `${oneLine(results.termName)}, ${oneLine(results.sessionName)}`,
    `${oneLine(heading.firstName)} · ${oneLine(results.className)}`,
    "",
    ...shown.map((subject) => subjectLine(subject, results, words)),
    ...(left > 0 ? [words.card.moreSubjects(left)] : []),
    ...summary(results, words),
  ];
  return cut(lines.join("\n"), LIMITS.text);
}

function subjectLine(subject: SubjectResult, results: PublishedResults, words: Words): string {
  const value = subject.total === null ? stateWord(subject, words) : scaled(subject.total, results, words);
  return [oneLine(subject.name), value, subject.grade].filter(Boolean).join(" ");
}

function stateWord(subject: SubjectResult, words: Words): string {
  return words.card[subject.state ?? "missing"];
}

function summary(results: PublishedResults, words: Words): string[] {
  const { average, total, position } = results;
  const lines: string[] = [];
  if (average !== null) lines.push(`${words.card.average} ${scaled(average, results, words)}${unit(results)}`);
  if (total) {
    lines.push(`${words.card.total} ${scaled(total.value, results, words)}/${scaled(total.outOf, results, words)}`);
  }
  if (position) lines.push(words.card.position(position.rank, position.outOf));
  return lines.length > 0 ? ["", ...lines] : [];
}

/** "67.5%" where the school shows per cent, "13.5/20" where it shows out of 20. */
function unit({ shownOutOf }: PublishedResults): string {
  return shownOutOf === 100 ? "%" : `/${shownOutOf}`;
}

/** Per cent to the school's scale, rounded once as on the report card, in the language's notation. */
function scaled(percent: number, { shownOutOf, decimals }: PublishedResults, words: Words): string {
  const format = new Intl.NumberFormat(words.language, { maximumFractionDigits: decimals, useGrouping: false });
  return format.format(outOf(percent, shownOutOf, decimals));
}

/** Names come from people: one line each, and none of WhatsApp's signs for bold, italic, struck and fixed text. */
function oneLine(text: string): string {
  return text
    .replace(/[*_~`]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
