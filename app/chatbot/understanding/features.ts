import { normalise } from "./normalise.js";

const SHORTEST_GRAM = 2;
const LONGEST_GRAM = 5;

/**
 * What the classifier sees of a text: character 2–5-grams (they survive typos and the prefixes of Shona and Ndebele),
 * words and pairs of words, each with a prefix so that kinds do not mix. A list with repeats.
 */
export function featuresOf(text: string): string[] {
  const plain = normalise(text);
  if (plain === "") return [];
  const words = plain.split(" ");
  const padded = ` ${plain} `;
  const features: string[] = [];
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size++) {
    for (let at = 0; at + size <= padded.length; at++) features.push(`g:${padded.slice(at, at + size)}`);
  }
  for (const word of words) features.push(`w:${word}`);
  for (let at = 0; at + 1 < words.length; at++) features.push(`p:${words[at]} ${words[at + 1]}`);
  return features;
}
