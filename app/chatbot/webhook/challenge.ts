import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Answers Meta's GET (sent whenever callback or token is edited).
 * @param query the parsed query string; a repeated parameter (an array) refuses.
 * @param verifyTokens all tokens that may be right; empty ones never match.
 * @returns the challenge, to be sent alone as text/plain with nosniff, or null: answer 403.
 */
export function answerChallenge(query: Record<string, unknown>, verifyTokens: readonly string[]): string | null {
  const { "hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge } = query;
  if (mode !== "subscribe" || typeof token !== "string" || typeof challenge !== "string") return null;
  const given = digest(token);
  let right = false;
  for (const known of verifyTokens) if (known !== "" && timingSafeEqual(digest(known), given)) right = true;
  return right ? challenge : null;
}
