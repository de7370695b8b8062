import { sign } from "../../webhook/signature.js";
import type { FakeClock } from "./FakeClock.js";
import { webhookBody } from "./webhookBody.js";
import type { News } from "./webhookBody.js";
import type { DeliveryManner, Exchange } from "./types.js";

/** Posts a body to a webhook and gives the HTTP status; 0 when nobody answered. */
export type Post = (url: string, body: Buffer, headers: Record<string, string>) => Promise<number>;

interface Waiting {
  dueAt: number;
  tries: number;
  news: News;
}

const FIRST_RETRY = 1_000;
const GROWTH = 4;
const GIVE_UP_AFTER = 7 * 24 * 3600_000;

/** What Meta still has to tell: at least once, signed with the app's secret, tried again after anything but 200 for up to 7 days. */
export class Deliveries {
  readonly manner: DeliveryManner = {
    twice: false,
    outOfOrder: false,
    batch: false,
    readWithoutDelivered: false,
    bsuidInFrom: false,
  };
  private waiting: Waiting[] = [];
  private running: Promise<void> | null = null;

  constructor(
    private readonly clock: FakeClock,
    private readonly post: Post,
    private readonly record: (exchange: Exchange) => void,
  ) {}

  add(news: News, delay = 0): void {
    const copies = this.manner.twice ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) this.waiting.push({ dueAt: this.clock.now() + delay, tries: 0, news });
  }

  get pending(): number {
    return this.waiting.length;
  }

  get due(): boolean {
    return this.waiting.some((one) => one.dueAt <= this.clock.now());
  }

  /** Posts all that is due by the fake's clock, and what becomes due meanwhile. */
  async run(): Promise<void> {
    this.running ??= this.work().finally(() => (this.running = null));
    return this.running;
  }

  private async work(): Promise<void> {
    for (let due = this.takeDue(); due.length > 0; due = this.takeDue()) {
      for (const group of this.grouped(due)) await this.deliver(group);
    }
  }

  private takeDue(): Waiting[] {
    const now = this.clock.now();
    const due = this.waiting.filter((one) => one.dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.waiting = this.waiting.filter((one) => one.dueAt > now);
    return this.manner.outOfOrder ? due.reverse() : due;
  }

  /** One POST holds several numbers' news when they share app and webhook. */
  private grouped(due: Waiting[]): Waiting[][] {
    if (!this.manner.batch) return due.map((one) => [one]);
    const groups = new Map<string, Waiting[]>();
    for (const one of due) {
      const key = `${one.news.number.webhookUrl} ${one.news.number.appSecret}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()];
  }

  private async deliver(group: Waiting[]): Promise<void> {
    const number = group[0]?.news.number;
    if (!number) return;
    const body = webhookBody(group.map(({ news }) => news));
    const headers = {
      "content-type": "application/json",
      "user-agent": "facebookexternalua",
      "x-hub-signature-256": sign(body, number.appSecret),
    };
    const status = await this.post(number.webhookUrl, body, headers).catch(() => 0);
    const sent: unknown = JSON.parse(body.toString());
    this.record({
      at: this.clock.iso(),
      direction: "toSchool",
      path: number.webhookUrl,
      status,
      body: sent,
      reply: null,
    });
    if (status !== 200) for (const one of group) this.retry(one);
  }

  private retry(one: Waiting): void {
    const pause = FIRST_RETRY * GROWTH ** one.tries;
    if (pause > GIVE_UP_AFTER) return;
    this.waiting.push({ ...one, tries: one.tries + 1, dueAt: this.clock.now() + pause });
  }
}
