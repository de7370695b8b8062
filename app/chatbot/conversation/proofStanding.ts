import type { Facts, ProofMode } from "./facts.js";
import type { ConversationState } from "./state.js";

const STRENGTH: Record<ProofMode, number> = { phone: 0, secret: 1, code: 2 };
const IDLE_MONTHS = 12;

/**
 * Whether this contact may hear of the guardian's children now: there are some, and the proof that the school asks for
 * was given by this very guardian. Asked at every answer, so that an unlinked guardian loses access at once.
 */
export function isProven(state: ConversationState, facts: Facts): boolean {
  if (!facts.guardian || facts.children.length === 0) return false;
  if (facts.school.proof === "phone") return true;
  const { proof } = state;
  if (!proof || proof.guardianId !== facts.guardian.id) return false;
  return STRENGTH[proof.by] >= STRENGTH[facts.school.proof];
}

/** A number that was silent for a year may be somebody else's by now: SIM cards are handed out again. */
export function idleTooLong(state: ConversationState, now: Date): boolean {
  if (!state.lastSeenAt) return false;
  const limit = new Date(state.lastSeenAt);
  limit.setUTCMonth(limit.getUTCMonth() + IDLE_MONTHS);
  return now > limit;
}

/** A proof holds as long as the school says. */
export function proofTooOld({ proof }: ConversationState, { now, school }: Facts): boolean {
  if (!proof || school.proofDays === null) return false;
  return now.getTime() - Date.parse(proof.at) > school.proofDays * 24 * 3600_000;
}
