import { literal, type WhereOptions } from "sequelize";
import { text } from "../app/database/connection.js";
import { folded } from "../app/locale/folded.js";

const PHONE = /^[+\d][\d\s()./-]{4,}$/;
/** How much of a word's trigrams must be found (pg_trgm). One wrong, missing, extra or swapped letter leaves a third. */
const ALIKE = 0.3;
/** Of the last nine digits, which tell subscribers apart where the first ones are the country's and the operator's. */
const DIGITS_ALIKE = 0.4;

const like = (column: string, part: string) => `${column} LIKE ${text(`%${part.replace(/[\\%_]/g, "\\$&")}%`)}`;
const guardianHas = (alias: string, condition: string) =>
  `EXISTS (SELECT 1 FROM student_guardians l JOIN guardians g ON g.id = l.guardian_id
     WHERE l.student_id = ${alias}.id AND g.deleted_at IS NULL AND ${condition})`;

/**
 * Students by name in any order, admission number, or a guardian's phone (api.md 4). Only where nobody fits as it is
 * written, those who are alike: a typing error is forgiven, and a right word brings no strangers.
 */
export function studentSearch(words: string): WhereOptions {
  const terms = termsOf(words);
  const all = (condition: (term: Term, alias: string) => string, alias: string) =>
    terms.map((term) => `(${condition(term, alias)})`).join(" AND ");
  return literal(
    `(${all(exactly, '"Student"')} OR (NOT EXISTS (SELECT 1 FROM students x WHERE x.deleted_at IS NULL AND ${all(exactly, "x")})
      AND ${all(alike, '"Student"')}))`,
  ) as unknown as WhereOptions;
}

interface Term {
  word: string;
  digits?: string;
}

/** Each word for itself; what has the form of a phone as one. */
function termsOf(words: string): Term[] {
  const whole = folded(words);
  const digits = phoneDigits(whole);
  return digits === undefined ? whole.split(" ").map((word) => ({ word })) : [{ word: whole, digits }];
}

/** The digits of what has the form of a phone, written with spaces or a leading 0; undefined for other words. */
export function phoneDigits(words: string): string | undefined {
  const whole = folded(words);
  return PHONE.test(whole) ? whole.replace(/\D/g, "").replace(/^0+/, "") : undefined;
}

function exactly({ word, digits }: Term, alias: string): string {
  const own = like(`${alias}.search_text`, word);
  return digits ? `${own} OR ${guardianHas(alias, like("g.search_text", digits))}` : own;
}

function alike({ word, digits }: Term, alias: string): string {
  const own = `ext.word_similarity(${text(word)}, ${alias}.search_text) >= ${ALIKE}`;
  if (!digits) return own;
  return `${own} OR ${guardianHas(alias, `ext.similarity(${text(digits.slice(-9))}, right(g.phone, 9)) >= ${DIGITS_ALIKE}`)}`;
}
