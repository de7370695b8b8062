import type { FakeClock } from "./FakeClock.js";
import { GraphError } from "./types.js";

const PER_SECOND = 80;
const PAIR_BURST = 45;
const PAIR_REFILL = 6_000;
const DAY = 24 * 3600_000;

/** Meta's three speeds: a number's second, a pair's bucket, and a portfolio's unique people a day outside windows. */
export class Limits {
  private readonly calls = new Map<string, number[]>();
  private readonly pairs = new Map<string, { tokens: number; at: number }>();
  private readonly reached = new Map<string, number>();

  constructor(
    private readonly clock: FakeClock,
    private readonly tier: number,
  ) {}

  /** @throws GraphError 130429 above 80 messages a second of one number. */
  countCall(phoneNumberId: string): void {
    const now = this.clock.now();
    const recent = (this.calls.get(phoneNumberId) ?? []).filter((at) => now - at < 1000);
    this.calls.set(phoneNumberId, recent);
    if (recent.length >= PER_SECOND) throw new GraphError(429, 130429, "Cloud API message throughput has been reached");
    recent.push(now);
  }

  /** @throws GraphError 131056 when one person gets more than one in 6 s, after a burst of 45. */
  countPair(phoneNumberId: string, waId: string): void {
    const now = this.clock.now();
    const key = `${phoneNumberId} ${waId}`;
    const bucket = this.pairs.get(key) ?? { tokens: PAIR_BURST, at: now };
    bucket.tokens = Math.min(PAIR_BURST, bucket.tokens + (now - bucket.at) / PAIR_REFILL);
    bucket.at = now;
    this.pairs.set(key, bucket);
    if (bucket.tokens < 1) throw new GraphError(400, 131056, "too many messages to the same phone number");
    bucket.tokens -= 1;
  }

  /** Counts a person written to by template outside a window. @throws GraphError 131048 above the tier. */
  countReached(waId: string): void {
    const now = this.clock.now();
    for (const [known, at] of this.reached) if (now - at >= DAY) this.reached.delete(known);
    if (!this.reached.has(waId) && this.reached.size >= this.tier) {
      throw new GraphError(400, 131048, "messaging limit of the portfolio reached");
    }
    this.reached.set(waId, now);
  }
}
