/** What we do with a message that Meta refused. */
export type Action =
  /** Wait; every message of the number waits with it. */
  | "pauseNumber"
  /** Wait; only this contact's messages wait. */
  | "pauseContact"
  /** Try this message again. */
  | "retry"
  /** Upload the file again, then try once more. */
  | "uploadAgain"
  /** No free text now: a template, or keep the answer until the person writes. */
  | "hold"
  /** The template is unusable until somebody mends it. */
  | "freezeTemplate"
  /** Final. */
  | "fail";

export interface ErrorPolicy {
  action: Action;
  meaning: string;
  /** How often this message may be tried again; Infinity is bounded by `giveUpSeconds`. */
  retries: number;
  /** Pause before the first retry and its growth a try, at most `mostSeconds`. */
  firstSeconds: number;
  growth: number;
  mostSeconds: number;
  giveUpSeconds: number;
  /** Tell somebody: the token, the account or our own code is wrong. */
  alarm: boolean;
}

const final: ErrorPolicy = {
  action: "fail",
  meaning: "refused",
  retries: 0,
  firstSeconds: 0,
  growth: 1,
  mostSeconds: 0,
  giveUpSeconds: 0,
  alarm: false,
};

const hour = 3600;
const rate: ErrorPolicy = {
  ...final,
  action: "pauseNumber",
  meaning: "too fast for the number",
  retries: Infinity,
  firstSeconds: 1,
  growth: 2,
  mostSeconds: 64,
  giveUpSeconds: hour,
};
const pair: ErrorPolicy = {
  ...rate,
  action: "pauseContact",
  meaning: "too fast for this person",
  growth: 4,
  mostSeconds: hour,
};
const spared: ErrorPolicy = { ...final, meaning: "Meta spares this person for now", firstSeconds: 24 * hour };
const theirs: ErrorPolicy = {
  ...final,
  action: "retry",
  meaning: "trouble at Meta",
  retries: 5,
  firstSeconds: 2,
  growth: 3,
  mostSeconds: 300,
  giveUpSeconds: hour,
};
const ours: ErrorPolicy = { ...final, meaning: "our request is wrong", alarm: true };
const media: ErrorPolicy = {
  ...final,
  action: "uploadAgain",
  meaning: "file not fetched or not uploaded",
  retries: 1,
  giveUpSeconds: hour,
};
const template: ErrorPolicy = { ...final, action: "freezeTemplate", meaning: "template unusable", alarm: true };
const token: ErrorPolicy = {
  ...final,
  action: "pauseNumber",
  meaning: "token or permission",
  retries: Infinity,
  firstSeconds: 300,
  mostSeconds: 300,
  giveUpSeconds: 24 * hour,
  alarm: true,
};
const blocked: ErrorPolicy = { ...token, meaning: "account blocked, locked or unpaid" };
const unregistered: ErrorPolicy = { ...token, meaning: "number not registered" };

/** The table of whatsapp.md 2. Data, since it comes from resellers and memory as much as from Meta. */
const POLICIES = new Map<number, ErrorPolicy>([
  ...on([4, 80007, 130429], rate),
  ...on([131056], pair),
  ...on([131048], { ...spared, alarm: true, meaning: "taken for spam" }),
  ...on([131049], spared),
  ...on([1, 2, 131000, 131016, 133004], theirs),
  ...on([131047], { ...final, action: "hold", meaning: "the 24 hours since their last message are over" }),
  ...on([131026], { ...final, meaning: "not on WhatsApp, old app, or blocked" }),
  ...on([131050], { ...final, meaning: "they stopped marketing" }),
  ...on([100, 131008, 131009, 131051], ours),
  ...on([131052, 131053], media),
  ...on([132000, 132001, 132005, 132007, 132012, 132015, 132016], template),
  ...on([0, 10, 190], token),
  ...on([368, 131031, 131042], blocked),
  ...on([131045, 133010, 133016], unregistered),
]);

function on(codes: readonly number[], policy: ErrorPolicy): [number, ErrorPolicy][] {
  return codes.map((code) => [code, policy]);
}

/** What to do about a code of Meta's. 200–299 are permissions; an unknown code is final and shown. */
export function policyFor(code: number): ErrorPolicy {
  if (code >= 200 && code <= 299) return token;
  return POLICIES.get(code) ?? final;
}

/** Meta said 429 without a code. */
export const RATE_POLICY = rate;
/** No byte left this machine (name not found, connection refused). */
export const NOT_SENT_POLICY: ErrorPolicy = { ...theirs, meaning: "Meta not reached" };

/**
 * Seconds to wait before the next try, or null when there is none.
 * @param tries how often the message was refused so far, 1 or more.
 * @param waitedSeconds how long it has been tried already.
 * @param random 0 to 1: up to a quarter is added, so that many messages do not come back at once.
 */
export function secondsToWait(
  policy: ErrorPolicy,
  tries: number,
  waitedSeconds: number,
  random: number,
): number | null {
  if (tries > policy.retries || waitedSeconds >= policy.giveUpSeconds) return null;
  const seconds = Math.min(policy.firstSeconds * policy.growth ** (tries - 1), policy.mostSeconds);
  return seconds * (1 + random / 4);
}
