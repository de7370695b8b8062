import type { Effect } from "./effects.js";
import type { ConversationEvent, Facts } from "./facts.js";
import { idleTooLong, proofTooOld } from "./proofStanding.js";
import type { ConversationState } from "./state.js";
import { takeTap } from "./taps.js";
import { takeText } from "./texts.js";
import { Turn } from "./Turn.js";

const MINUTES = 60_000;
const EXPIRES_AFTER = 30 * MINUTES;
const LATE_AFTER = 6 * 60 * MINUTES;
const MEDIA_NOTICE_EVERY = 10 * MINUTES;

export interface Transition {
  state: ConversationState;
  effects: Effect[];
}

/**
 * The conversation as a pure function: the same state, event and facts give the same answer. Knows no database, no
 * clock and no network; rights come with the facts, anew for every event.
 * @throws MessageError when words or names would make a message that Meta refuses: a bug.
 */
export function transition(before: ConversationState, event: ConversationEvent, facts: Facts): Transition {
  const turn = new Turn(before, facts);
  const { state } = turn;
  const stale = idleTooLong(state, facts.now) || proofTooOld(state, facts);
  if (event.type === "identityChanged" || stale) state.proof = null;
  if (state.expiresAt && facts.now > new Date(state.expiresAt)) forgetScreen(state);
  if (event.type !== "identityChanged") answer(turn, event);
  state.lastSeenAt = facts.now.toISOString();
  state.expiresAt = new Date(facts.now.getTime() + EXPIRES_AFTER).toISOString();
  return { state, effects: turn.effects };
}

/** After 30 idle minutes a message is read as the first one of a talk; proof, language, STOP and lock stay. */
function forgetScreen(state: ConversationState): void {
  state.screen = "mainMenu";
  state.options = [];
  state.admissionNumber = null;
  state.misunderstood = 0;
}

function answer(turn: Turn, event: ConversationEvent): void {
  const late = turn.facts.now.getTime() - event.sentAt.getTime() > LATE_AFTER;
  if (event.type === "unreadable") return late ? undefined : sayOnlyText(turn);
  if (event.type === "tap") return late ? turn.say(turn.words.late) : takeTap(turn, event.id);
  if (event.type !== "text") return;
  const stops = event.heard.intent === "stop" && event.heard.certainty === "exact";
  if (late && !stops) return turn.say(turn.words.late);
  takeText(turn, event.text, event.heard);
}

function sayOnlyText(turn: Turn): void {
  const { state, facts } = turn;
  const last = state.mediaNoticeAt ? Date.parse(state.mediaNoticeAt) : -Infinity;
  if (facts.now.getTime() - last < MEDIA_NOTICE_EVERY) return;
  state.mediaNoticeAt = facts.now.toISOString();
  turn.say(turn.words.onlyText);
}
