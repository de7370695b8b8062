import { checkMessage } from "./checks.js";
import { Deliveries } from "./Deliveries.js";
import type { Post } from "./Deliveries.js";
import { FakeClock } from "./FakeClock.js";
import { Limits } from "./Limits.js";
import { Media } from "./Media.js";
import { linkWorks } from "./linkWorks.js";
import { GraphError } from "./types.js";
import type { CallFault, ChatLine, Exchange, FakeNumber, FakePhone, Json } from "./types.js";
import { object, text } from "../../webhook/read.js";

export interface FakeOptions {
  numbers: FakeNumber[];
  /** True refuses to start: this thing lets anybody speak as anybody. */
  production: boolean;
  clock?: FakeClock;
  /** How webhooks are posted; by HTTP when left out. */
  post?: Post;
  /** Milliseconds until sent, delivered and read; all at once when left out. */
  statusDelays?: readonly [number, number, number];
  /** Unique people a day outside windows; 250 as for a new portfolio. */
  tier?: number;
}

const WINDOW = 24 * 3600_000;
const KEPT = 400;

/** WhatsApp's Cloud API as far as we use it, in memory: it refuses like Meta and tells like Meta. */
export class FakeGraph {
  readonly clock: FakeClock;
  readonly media: Media;
  readonly deliveries: Deliveries;
  readonly numbers: Map<string, FakeNumber>;
  readonly phones = new Map<string, FakePhone>();
  readonly chat: ChatLine[] = [];
  readonly exchanges: Exchange[] = [];
  readonly faults: CallFault[] = [];
  revision = 0;
  private readonly limits: Limits;
  private readonly lastWritten = new Map<string, number>();
  private count = 0;

  constructor(private readonly options: FakeOptions) {
    if (options.production) throw new Error("the fake Graph API refuses to start in production");
    this.clock = options.clock ?? new FakeClock();
    this.media = new Media(this.clock);
    this.limits = new Limits(this.clock, options.tier ?? 250);
    this.numbers = new Map(options.numbers.map((number) => [number.phoneNumberId, number]));
    this.deliveries = new Deliveries(this.clock, options.post ?? postByHttp, (exchange) => this.record(exchange));
  }

  /** The phone of that number; made on first use. */
  phone(waId: string, known: Partial<FakePhone> = {}): FakePhone {
    const fresh = { waId, name: waId, bsuid: null, onWhatsApp: true, refusesMarketing: false, hidesNumber: false };
    const phone = this.phones.get(waId) ?? fresh;
    Object.assign(phone, known);
    this.phones.set(waId, phone);
    return phone;
  }

  /** A person writes. `content` is the message's own part: `{type: "text", text: {body}}` and so on. @returns the wamid. */
  say(waId: string, phoneNumberId: string, content: Json): string {
    const number = this.numbers.get(phoneNumberId);
    if (!number) throw new GraphError(404, 100, `number ${phoneNumberId} does not exist`);
    const phone = this.phone(waId);
    const wamid = this.nextId();
    this.lastWritten.set(`${phoneNumberId} ${waId}`, this.clock.now());
    this.addLine({ wamid, phoneNumberId, waId, side: "phone", message: content });
    const ids = this.idsOf(phone);
    const message = { ...ids.message, id: wamid, timestamp: this.clock.seconds(), ...content };
    const contacts = content.type === "system" ? {} : { contacts: [{ profile: { name: phone.name }, ...ids.contact }] };
    this.deliveries.add({ number, value: { ...contacts, messages: [message] } });
    return wamid;
  }

  /** Takes a message of the school's. @throws GraphError as Meta refuses. */
  send(number: FakeNumber, body: Json): Json {
    if (number.registered === false) throw new GraphError(400, 133010, "phone number is not registered");
    if (body.status === "read") return this.markRead(body);
    checkMessage(body, number);
    const phone = this.addressee(body);
    this.checkMemory(number, body, phone.waId);
    const wamid = this.nextId();
    this.addLine({
      wamid,
      phoneNumberId: number.phoneNumberId,
      waId: phone.waId,
      side: "school",
      message: ownPart(body),
    });
    void this.tellStatuses(number, phone, wamid, body);
    const contact = { input: body.to ?? body.recipient, ...this.idsOf(phone).contact };
    return { messaging_product: "whatsapp", contacts: [contact], messages: [{ id: wamid }] };
  }

  /** Posts everything that is due, for tests: afterwards nothing is on its way but what waits for a later time. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    do await this.deliveries.run();
    while (this.deliveries.due);
  }

  record(exchange: Exchange): void {
    this.exchanges.push(exchange);
    if (this.exchanges.length > KEPT) this.exchanges.shift();
    this.revision += 1;
  }

  private checkMemory(number: FakeNumber, body: Json, waId: string): void {
    const part = object(body[String(body.type)]);
    if (part?.id !== undefined && body.type !== "template") this.media.use(number.phoneNumberId, part.id);
    const repliesTo = text(object(body.context)?.message_id);
    if (repliesTo && !this.line(repliesTo)) throw new GraphError(400, 131009, "context.message_id is unknown");
    this.limits.countCall(number.phoneNumberId);
    this.limits.countPair(number.phoneNumberId, waId);
    if (body.type === "template" && !this.windowOpen(number, waId)) this.limits.countReached(waId);
  }

  private markRead(body: Json): Json {
    const line = this.line(String(body.message_id));
    if (!line || line.side !== "phone") throw new GraphError(400, 131009, "message_id is unknown");
    line.status = "read";
    this.revision += 1;
    return { success: true };
  }

  private async tellStatuses(number: FakeNumber, phone: FakePhone, wamid: string, body: Json): Promise<void> {
    const code = await this.failureOf(number, phone, body);
    const [sent, delivered, read] = this.options.statusDelays ?? [0, 0, 0];
    if (code !== null) return this.tell(number, phone, wamid, body, "failed", sent, code);
    this.tell(number, phone, wamid, body, "sent", sent);
    if (!this.deliveries.manner.readWithoutDelivered) this.tell(number, phone, wamid, body, "delivered", delivered);
    this.tell(number, phone, wamid, body, "read", read);
  }

  /** What makes an accepted message fail afterwards. */
  private async failureOf(number: FakeNumber, phone: FakePhone, body: Json): Promise<number | null> {
    if (!phone.onWhatsApp) return 131026;
    const template = number.templates?.find((known) => known.name === object(body.template)?.name);
    if (template?.category === "MARKETING" && phone.refusesMarketing) return 131050;
    if (body.type !== "template" && !this.windowOpen(number, phone.waId)) return 131047;
    const link = text(object(body[String(body.type)])?.link);
    return link && !(await linkWorks(link)) ? 131053 : null;
  }

  private tell(
    number: FakeNumber,
    phone: FakePhone,
    wamid: string,
    body: Json,
    status: string,
    delay: number,
    code?: number,
  ): void {
    const ids = this.idsOf(phone).contact;
    const errors =
      code === undefined
        ? {}
        : { errors: [{ code, title: `error ${code}`, error_data: { details: `fake: ${code}` } }] };
    const tracking = body.biz_opaque_callback_data;
    const item = {
      id: wamid,
      status,
      timestamp: this.clock.seconds(),
      recipient_id: ids.wa_id,
      recipient_user_id: ids.user_id,
      biz_opaque_callback_data: tracking,
      ...(status === "sent"
        ? { pricing: { billable: false, pricing_model: "PMP", type: "free_customer_service", category: "service" } }
        : {}),
      ...errors,
    };
    const line = this.line(wamid);
    setTimeout(() => {
      if (line) Object.assign(line, { status, error: code === undefined ? null : `${code}` });
      this.revision += 1;
    }, delay).unref();
    this.deliveries.add({ number, value: { statuses: [item] } }, delay);
  }

  private windowOpen(number: FakeNumber, waId: string): boolean {
    const last = this.lastWritten.get(`${number.phoneNumberId} ${waId}`);
    return last !== undefined && this.clock.now() - last < WINDOW;
  }

  private addressee(body: Json): FakePhone {
    if (typeof body.to === "string") return this.phone(body.to.replace(/\D/g, ""));
    const known = [...this.phones.values()].find((phone) => phone.bsuid === body.recipient);
    if (!known) throw new GraphError(400, 100, "recipient is unknown to this portfolio");
    return known;
  }

  private idsOf({ waId, bsuid, hidesNumber }: FakePhone): {
    message: Json;
    contact: { wa_id?: string; user_id?: string };
  } {
    const userId = bsuid ?? undefined;
    if (userId && hidesNumber) {
      const from = this.deliveries.manner.bsuidInFrom ? { from: userId } : {};
      return { message: { ...from, from_user_id: userId }, contact: { user_id: userId } };
    }
    return {
      message: { from: waId, ...(userId ? { from_user_id: userId } : {}) },
      contact: { wa_id: waId, ...(userId ? { user_id: userId } : {}) },
    };
  }

  private line(wamid: string): ChatLine | undefined {
    return this.chat.find((line) => line.wamid === wamid);
  }

  private addLine(line: Omit<ChatLine, "at" | "status" | "error">): void {
    this.chat.push({ ...line, at: this.clock.iso(), status: line.side === "phone" ? "sent" : "accepted", error: null });
    if (this.chat.length > KEPT) this.chat.shift();
    this.revision += 1;
  }

  private nextId(): string {
    this.count += 1;
    return `wamid.FAKE${this.clock.now()}x${this.count}`;
  }
}

function ownPart(body: Json): Json {
  const type = text(body.type) ?? "text";
  return { type, [type]: body[type] };
}

async function postByHttp(url: string, body: Buffer, headers: Record<string, string>): Promise<number> {
  const reply = await fetch(url, {
    method: "POST",
    body: new Uint8Array(body),
    headers,
    signal: AbortSignal.timeout(10_000),
  });
  await reply.arrayBuffer();
  return reply.status;
}
