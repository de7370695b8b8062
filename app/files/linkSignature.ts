import { timingSafeEqual } from "node:crypto";
import { currentKey, keyById, purposeKey, sign } from "../crypto/keys.js";

const TEN_MINUTES = 600;

/** What a signed link carries behind the question mark: until when it holds, with which key, and the signature over its parts. */
export function signedQuery(use: string, parts: readonly string[], seconds = TEN_MINUTES): Record<string, string> {
  const key = currentKey();
  const expires = String(Math.floor(Date.now() / 1000) + seconds);
  return { expires, key: key.id, signature: sign(purposeKey(use, key), ...parts, expires) };
}

/** Whether we signed these parts, and still stand by it. Takes the strings of the request as they came. */
export function checkQuery(
  use: string,
  parts: readonly string[],
  { expires, key: keyId, signature }: Record<string, unknown>,
): "in force" | "expired" | "not ours" {
  if (typeof expires !== "string" || !/^\d{1,12}$/.test(expires) || typeof signature !== "string") return "not ours";
  const key = typeof keyId === "string" ? keyById(keyId) : undefined;
  if (!key || !same(signature, sign(purposeKey(use, key), ...parts, expires))) return "not ours";
  return Number(expires) * 1000 < Date.now() ? "expired" : "in force";
}

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
