/** The fake's time: the machine's, moved by hand (+24 h closes every window), or standing still for tests. */
export class FakeClock {
  private moved = 0;

  constructor(private readonly base: () => number = Date.now) {}

  now(): number {
    return this.base() + this.moved;
  }

  advance(milliseconds: number): void {
    this.moved += milliseconds;
  }

  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Meta's timestamp: seconds, as a string. */
  seconds(): string {
    return String(Math.floor(this.now() / 1000));
  }
}
