import { createHmac, timingSafeEqual } from "node:crypto";

const HEADER = /^sha256=([0-9a-f]{64})$/;

/**
 * Checks Meta's `X-Hub-Signature-256` (HMAC-SHA256 with the app's secret) over the bytes as received: JSON written again
 * differs as soon as there is an accent, since Meta escapes them.
 * @param header the header's value; a missing, repeated, short or upper-case one refuses.
 * @param secrets all that may be right (a number's own, the current and the previous one); empty ones never match.
 * @returns the entry whose secret signed the body, so that the caller can hold it against the numbers in it; or null.
 */
export function verifySignature<T extends { secret: string }>(
  bytes: Uint8Array,
  header: string | string[] | undefined,
  secrets: readonly T[],
): T | null {
  const given = typeof header === "string" ? HEADER.exec(header)?.[1] : undefined;
  if (given === undefined) return null;
  const claimed = Buffer.from(given, "hex");
  let found: T | null = null;
  for (const entry of secrets) {
    if (entry.secret === "") continue;
    const right = timingSafeEqual(createHmac("sha256", entry.secret).update(bytes).digest(), claimed);
    if (right && found === null) found = entry;
  }
  return found;
}

/** The header's value for a body: what Meta, and our fake of it, would send. */
export function sign(bytes: Uint8Array, secret: string): string {
  return `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
}
