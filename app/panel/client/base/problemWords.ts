import { catalogue } from "./state.js";

/** A refusal in the person's language by its code; the server's own English sentence where the catalogue has none. */
export function problemWords({ code, message }: { code: string; message: string }): string {
  const known = catalogue[`problem.${code}`];
  const plain = sentence(message);
  if (known === undefined) return plain || (catalogue["problem.internal"] ?? "");
  return catalogue["language"] === "en" && plain && !GENERIC.has(code) ? plain : known;
}

/** Codes whose own English words say less than the catalogue's. */
const GENERIC = new Set(["invalid_type", "too_small", "too_big", "invalid_format", "internal", "unauthenticated"]);

function sentence(message: string): string {
  const plain = message.replace(/^\/[\w/.-]*: /, "");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
