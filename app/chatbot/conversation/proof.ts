import { wordsOf } from "../understanding/normalise.js";
import type { Heard } from "../understanding/understand.js";
import { findDate } from "./dates.js";
import type { ConversationEvent } from "./facts.js";
import type { ConversationState } from "./state.js";
import type { Turn } from "./Turn.js";

const MINUTES = 60_000;
const WRONG_BEFORE_LOCK = 5;
const WRONG_WINDOW = 15 * MINUTES;
const LOCK = 60 * MINUTES;
const TRIES_A_DAY = 10;
const CODE = /^[A-Z0-9]{8}$/;
const LONGEST_ADMISSION_NUMBER = 40;
const WORDS_OF_A_NUMBER = 3;

/** `granted`: the proof stands now and nothing was said yet. */
export type ProofOutcome = "notTaken" | "answered" | "granted";

/** What the caller must look up before the transition, so that the machine needs no database. */
export interface Lookups {
  /** Count today's wrong proofs for it → `facts.triesToday`. Looked up for unknown ones too: same time. */
  admissionNumber: string | null;
  /** Find it by its hash → `facts.codeOpens`. */
  code: string | null;
}

/** Admission number and code that an event brings as proof, or completes one with. */
export function lookupsFor(state: ConversationState, event: ConversationEvent): Lookups {
  if (event.type !== "text") return { admissionNumber: null, code: null };
  const code = state.screen === "awaitingCode" ? codeIn(event.text) : null;
  if (state.screen === "awaitingBirthDate" && state.admissionNumber) {
    return { admissionNumber: state.admissionNumber, code };
  }
  const awaited = state.screen === "awaitingAdmission";
  return { admissionNumber: awaited ? admissionNumberIn(findDate(event.text)?.before ?? event.text) : null, code };
}

/** Asks for what the school wants to see; with proof by phone there is nothing to ask. */
export function beginProof(turn: Turn): void {
  const { words, state, facts } = turn;
  state.admissionNumber = null;
  state.options = [];
  if (facts.school.proof === "phone") {
    turn.show("mainMenu");
    turn.say(words.unknownPhone(turn.office));
  } else if (isLocked(turn)) {
    turn.show("mainMenu");
    turn.say(words.locked);
  } else if (facts.school.proof === "secret") {
    turn.show("awaitingAdmission");
    turn.say(words.askAdmission);
  } else {
    turn.show("awaitingCode");
    turn.say(words.askCode);
  }
}

/**
 * Takes a text as proof if the screen awaits one and it looks like one: a code, a date, or up to three words with a
 * digit that mean nothing else ("term 2 results" is no admission number).
 */
export function takeProof(turn: Turn, text: string, heard: Heard): ProofOutcome {
  const { state } = turn;
  if (state.screen === "awaitingCode") return takeCode(turn, text);
  if (state.screen !== "awaitingAdmission" && state.screen !== "awaitingBirthDate") return "notTaken";
  if (!/\d/.test(text)) return "notTaken";
  const date = findDate(text);
  if (state.screen === "awaitingBirthDate") {
    if (date) return judge(turn, state.admissionNumber ?? "", date.date);
    turn.say(turn.words.dateUnclear);
    return "answered";
  }
  const admissionNumber = admissionNumberIn(date?.before ?? text);
  const sentence = wordsOf(date?.before ?? text).length > WORDS_OF_A_NUMBER || heard.certainty === "sure";
  if (!admissionNumber || (sentence && !date)) return "notTaken";
  if (date) return judge(turn, admissionNumber, date.date);
  askBirthDate(turn, admissionNumber);
  return "answered";
}

function askBirthDate(turn: Turn, admissionNumber: string): void {
  turn.state.admissionNumber = admissionNumber;
  turn.show("awaitingBirthDate");
  turn.say(turn.words.askBirthDate);
}

/** One answer for every way of being wrong, so that nothing is learnt about which half was. */
function judge(turn: Turn, admissionNumber: string, date: string): ProofOutcome {
  const { facts } = turn;
  const match = facts.children.some(
    (child) => admissionNumberIn(child.admissionNumber) === admissionNumber && child.dateOfBirth === date,
  );
  if (isLocked(turn)) beginProof(turn);
  else if (!match || !facts.guardian || facts.triesToday >= TRIES_A_DAY) wrong(turn, admissionNumber);
  else return grant(turn, facts.guardian.id, "secret");
  return "answered";
}

function takeCode(turn: Turn, text: string): ProofOutcome {
  const code = codeIn(text);
  if (!code) return "notTaken";
  const opens = turn.facts.codeOpens;
  if (isLocked(turn)) beginProof(turn);
  else if (!opens) wrong(turn, null);
  else {
    turn.effects.push({ type: "redeemCode", code });
    return grant(turn, opens.guardianId, "code");
  }
  return "answered";
}

function grant(turn: Turn, guardianId: string, by: "secret" | "code"): ProofOutcome {
  turn.state.proof = { by, guardianId, at: turn.facts.now.toISOString() };
  turn.state.admissionNumber = null;
  turn.state.failures = [];
  turn.effects.push({ type: "bind", guardianId, by });
  return "granted";
}

function wrong(turn: Turn, admissionNumber: string | null): void {
  const { state, facts, words } = turn;
  const now = facts.now.getTime();
  const recent = state.failures.filter((at) => now - Date.parse(at) < WRONG_WINDOW);
  state.failures = [...recent, facts.now.toISOString()];
  state.admissionNumber = null;
  turn.effects.push({ type: "wrongProof", admissionNumber });
  if (state.failures.length >= WRONG_BEFORE_LOCK) {
    state.lockedUntil = new Date(now + LOCK).toISOString();
    state.failures = [];
    turn.effects.push({ type: "lockContact", until: state.lockedUntil });
    turn.show("mainMenu");
    turn.say(words.locked);
    return;
  }
  turn.show(admissionNumber === null ? "awaitingCode" : "awaitingAdmission");
  turn.say(words.notMatched);
}

function isLocked(turn: Turn): boolean {
  const { lockedUntil } = turn.state;
  return lockedUntil !== null && turn.facts.now < new Date(lockedUntil);
}

/** Upper case without blanks; null when there is nothing with a digit, or far too much, as in a sentence. */
export function admissionNumberIn(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s,;]+/g, "");
  return plain !== "" && plain.length <= LONGEST_ADMISSION_NUMBER && /\d/.test(plain) ? plain : null;
}

/** A printed code, however it was typed: blanks and hyphens are for the eye. */
export function codeIn(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s-]+/g, "");
  return CODE.test(plain) && /\d/.test(plain) ? plain : null;
}
