import type { OutgoingMessage } from "../whatsapp/types.js";
import type { Language, ProofMode } from "./facts.js";

/** What the caller must do, in this order, in the transaction that stores the new state. */
export type Effect =
  | { type: "send"; message: OutgoingMessage }
  /** A child's results go out with the `send` before: for the trail. */
  | { type: "shown"; studentId: string; resultsId: string }
  | { type: "setLanguage"; language: Language }
  /** No notices any more, or again. Answers to what they ask go on. */
  | { type: "optOut" }
  | { type: "optIn" }
  /** The contact has proven itself as this guardian. */
  | { type: "bind"; guardianId: string; by: ProofMode }
  /** The code is spent. */
  | { type: "redeemCode"; code: string }
  /** A wrong proof: count it for the admission number (null: a code). From 10 a day on, tell the office. */
  | { type: "wrongProof"; admissionNumber: string | null }
  /** Five wrong ones in 15 minutes: the contact waits until then. */
  | { type: "lockContact"; until: string };
