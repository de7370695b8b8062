/**
 * Brings a text to the form the classifier and the command words are compared in: accents off (NFD without marks),
 * lower case, letters and digits only, three or more equal characters in a row become two ("pleeease" → "pleease").
 */
export function normalise(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(.)\1{2,}/gu, "$1$1")
    .trim();
}

/** The words of a text after normalising; empty for a text without letters and digits. */
export function wordsOf(text: string): string[] {
  const plain = normalise(text);
  return plain === "" ? [] : plain.split(" ");
}
