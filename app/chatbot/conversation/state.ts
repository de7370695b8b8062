import { z } from "zod";

export const SCREENS = [
  "mainMenu",
  "awaitingAdmission",
  "awaitingBirthDate",
  "awaitingCode",
  "choosingStudent",
  "choosingTerm",
  "viewingResults",
  "choosingLanguage",
  "confirmingStop",
] as const;

const instant = z.iso.datetime();

const schema = z.object({
  version: z.literal(1),
  screen: z.enum(SCREENS),
  /** Counts the answers with options; stands in their ids, so that an old tap is told from a new one. */
  turn: z.number().int(),
  /** Ids of the options on screen, in order: "2" means the second. */
  options: z.array(z.string()),
  /** The admission number given while the date of birth is awaited. */
  admissionNumber: z.string().nullable(),
  /** Whose results were shown last. */
  studentId: z.string().nullable(),
  proof: z.object({ by: z.enum(["phone", "secret", "code"]), guardianId: z.string(), at: instant }).nullable(),
  /** Chosen by command; `guessed` from how they write. */
  language: z.enum(["en", "pt", "fr"]).nullable(),
  guessed: z.enum(["en", "pt", "fr"]).nullable(),
  optedOut: z.boolean(),
  /** When the last wrong proofs came. */
  failures: z.array(instant),
  lockedUntil: instant.nullable(),
  misunderstood: z.number().int(),
  lastSeenAt: instant.nullable(),
  mediaNoticeAt: instant.nullable(),
  expiresAt: instant.nullable(),
});

/** A conversation as it is stored (JSON): one row a contact and client. */
export type ConversationState = z.output<typeof schema>;
export type Screen = ConversationState["screen"];

/** Before the first message. */
export function initialState(): ConversationState {
  return {
    version: 1,
    screen: "mainMenu",
    turn: 0,
    options: [],
    admissionNumber: null,
    studentId: null,
    proof: null,
    language: null,
    guessed: null,
    optedOut: false,
    failures: [],
    lockedUntil: null,
    misunderstood: 0,
    lastSeenAt: null,
    mediaNoticeAt: null,
    expiresAt: null,
  };
}

/** The stored state; what an older release left behind and cannot be read begins anew (STOP is kept by the contact's row too). */
export function readState(stored: unknown): ConversationState {
  const read = schema.safeParse(stored);
  return read.success ? read.data : initialState();
}
