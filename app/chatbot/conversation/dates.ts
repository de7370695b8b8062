import { normalise } from "../understanding/normalise.js";

const MONTHS: readonly (readonly string[])[] = [
  ["january", "jan", "janvier", "janeiro"],
  ["february", "feb", "fevrier", "fev", "fevereiro"],
  ["march", "mar", "mars", "marco"],
  ["april", "apr", "avril", "avr", "abril", "abr"],
  ["may", "mai", "maio"],
  ["june", "jun", "juin", "junho"],
  ["july", "jul", "juillet", "julho"],
  ["august", "aug", "aout", "agosto", "ago"],
  ["september", "sep", "sept", "septembre", "setembro", "set"],
  ["october", "oct", "octobre", "outubro", "out"],
  ["november", "nov", "novembre", "novembro"],
  ["december", "dec", "decembre", "dezembro", "dez"],
];

const DAY_FIRST = /(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?!\d)/;
/** A year of a living person: "A1042 14/03/2010" holds no year 1042. */
const YEAR_FIRST = /(?<![\p{L}\d])((?:19|20)\d{2})([-/. ])(\d{1,2})\2(\d{1,2})(?!\d)/u;
const WORDED = /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er)?[\s.-]*(?:(?:de|of)\s+)?(\p{L}+)\.?[\s-]*(?:de\s+)?(\d{4})(?!\d)/iu;

export interface FoundDate {
  /** YYYY-MM-DD, a day that exists. */
  date: string;
  /** What stands before the date. */
  before: string;
}

/** A date anywhere in a text: 2010-03-14, 14/3/2010 (the day is first), 14 March 2010, 14 de março de 2010. Null when none is there or it does not exist. */
export function findDate(text: string): FoundDate | null {
  const numbers = DAY_FIRST.exec(text);
  if (numbers) return found(text, numbers.index, numbers[4], Number(numbers[3]), numbers[1]);
  const iso = YEAR_FIRST.exec(text);
  if (iso) return found(text, iso.index, iso[1], Number(iso[3]), iso[4]);
  const worded = WORDED.exec(text);
  if (!worded) return null;
  const name = normalise(worded[2] ?? "");
  const month = MONTHS.findIndex((names) => names.includes(name)) + 1;
  return found(text, worded.index, worded[3], month, worded[1]);
}

function found(text: string, index: number, year?: string, month?: number, day?: string): FoundDate | null {
  const date = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const real = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date) return null;
  return { date, before: text.slice(0, index) };
}
