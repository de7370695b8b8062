import { wordsOf } from "./normalise.js";

const SHORTEST_FUZZY = 5;

/** Whether a word of the text is one of the keywords, or one edit away from a keyword of five letters or more. */
export function hasKeyword(text: string, keywords: readonly string[]): boolean {
  return wordsOf(text).some((word) =>
    keywords.some((keyword) => word === keyword || (keyword.length >= SHORTEST_FUZZY && oneEditApart(word, keyword))),
  );
}

/** One letter too many, missing, other, or two neighbours swapped. Equal words are not "one edit apart". */
export function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  const restA = a.slice(start);
  const restB = b.slice(start);
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || swapped;
}
