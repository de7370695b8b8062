import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

// Crockford's base32: no I, L, O, U, so that a code read aloud or off a worn photocopy has one spelling.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_BYTES = 10;
const TAG_BYTES = 5;

/**
 * A new verification code: 16 characters of chance (80 bits) and 8 of HMAC (40 bits), in groups of four with "-".
 * The HMAC lets a guess be refused without asking the database (reports.md 7).
 */
export function newCode(key: Buffer): string {
  const chance = randomBytes(RANDOM_BYTES);
  return grouped(encode(Buffer.concat([chance, tagOf(key, chance)])));
}

/**
 * The canonical spelling of a code that one of `keys` made, else null. Case, spaces and dashes do not matter;
 * O is read as 0, I and L as 1. Give every key that is still in force, the newest first.
 */
export function checkCode(code: string, keys: readonly Buffer[]): string | null {
  const plain = code.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const bytes = plain.length === 24 ? decode(plain) : null;
  if (!bytes) return null;
  const [chance, tag] = [bytes.subarray(0, RANDOM_BYTES), bytes.subarray(RANDOM_BYTES)];
  return keys.some((key) => timingSafeEqual(tagOf(key, chance), tag)) ? grouped(plain) : null;
}

function tagOf(key: Buffer, chance: Buffer): Buffer {
  return createHmac("sha256", key).update("formroom:verify:").update(chance).digest().subarray(0, TAG_BYTES);
}

function grouped(plain: string): string {
  return plain.replace(/(.{4})(?=.)/g, "$1-");
}

function encode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let i = 0; i < (bytes.length * 8) / 5; i++) {
    text = ALPHABET[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return text;
}

function decode(text: string): Buffer | null {
  let bits = 0n;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  return Buffer.from(bits.toString(16).padStart((text.length * 5) / 4, "0"), "hex");
}
