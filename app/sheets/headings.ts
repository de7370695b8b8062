/** How a field's or value's name is said in the reader's language. */
export type Words = (name: string) => string;

/** English: "examSessionId" → "Exam session"; "in_review" → "In review". Other languages are handed in by whoever has them. */
export const english: Words = (name) => {
  const plain = name
    .replace(/^is([A-Z])/, "$1")
    .replace(/Ids?$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[-_.]/g, " ")
    .trim()
    .toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};
