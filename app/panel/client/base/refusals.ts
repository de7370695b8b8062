/** What the server tells of one refusal (app/door/input.ts): its code, its own English words, and the limits that it names. */
export interface Refusal {
  code: string;
  message: string;
  /** Nothing was given. */
  missing?: boolean;
  /** Of what the limit is: string, number, array. */
  origin?: string;
  minimum?: number;
  maximum?: number;
  /** The type that was expected: number, int, boolean, array. */
  expected?: string;
  /** The form that was expected: email, date, datetime, uuid. */
  format?: string;
}

type Values = Record<string, string | number>;
export interface Telling {
  has: (key: string) => boolean;
  say: (key: string, values?: Values) => string;
  /** The keys that may hold a gap: "said.lies outside the session: * to *". */
  keys: string[];
  english: boolean;
  day: (value: string) => string;
}

/**
 * A refusal in the person's language: the words for the very sentence that the server said, else for its code and
 * limits. What the server says in English alone is shown only in English, where it says more than its code.
 */
export function refusalWords(refusal: Refusal, telling: Telling): string {
  const plain = refusal.message.replace(/^\/[\w/.-]*: /, "");
  const said = saidWords(plain, telling);
  if (said !== undefined) return said;
  for (const [key, values] of keysOf(refusal)) if (telling.has(key)) return telling.say(key, values);
  const known = `problem.${refusal.code}`;
  const own = telling.english && plain && !GENERIC.has(refusal.code);
  if (own || !telling.has(known)) return own ? sentence(plain) : telling.say("problem.internal");
  return telling.say(known);
}

/** Codes whose own English words say less than the catalogue's. */
const GENERIC = new Set(
  "internal invalid_format invalid_type invalid_union invalid_value not_multiple_of too_big too_small".split(" "),
);

function keysOf({ code, missing, origin = "", minimum, maximum, expected = "", format = "" }: Refusal) {
  const limit = code === "too_big" ? maximum : minimum;
  const empty = code === "too_small" && origin === "string" && minimum === 1;
  const keys: [string, Values?][] = [];
  if (missing || empty) keys.push(["problem.missing"]);
  if (code === "invalid_type") keys.push([`problem.invalid_type.${expected}`]);
  if (code === "invalid_format") keys.push([`problem.invalid_format.${format}`]);
  if (limit !== undefined) keys.push([`problem.${code}.${origin}`, origin === "number" ? { limit } : { count: limit }]);
  return keys;
}

/** The server's sentence by itself, or by a key with gaps: what stands in them is filled in as {1}, {2} …, days as days. */
function saidWords(plain: string, { has, say, keys, day }: Telling): string | undefined {
  if (has(`said.${plain}`)) return say(`said.${plain}`);
  for (const key of keys) {
    const found = pattern(key).exec(`said.${plain}`);
    if (!found) continue;
    const parts = found.slice(1).map((part) => (/^\d{4}-\d\d-\d\d$/.test(part) ? day(part) : part));
    return say(key, Object.fromEntries(parts.map((part, at) => [String(at + 1), part])));
  }
  return undefined;
}

const pattern = (key: string) =>
  new RegExp(`^${key.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "(.+)")}$`, "s");

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
