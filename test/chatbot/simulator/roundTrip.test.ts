import { expect } from "chai";
import { eventOf } from "../../../app/chatbot/conversation/eventOf.js";
import { initialState } from "../../../app/chatbot/conversation/state.js";
import { transition } from "../../../app/chatbot/conversation/transition.js";
import type { FakeGraph } from "../../../app/chatbot/simulator/fake/FakeGraph.js";
import { parseWebhook } from "../../../app/chatbot/webhook/parse.js";
import { verifySignature } from "../../../app/chatbot/webhook/signature.js";
import { GraphClient } from "../../../app/chatbot/whatsapp/GraphClient.js";
import { Parent, brother, child } from "../conversation/support.js";
import { fakeWith, number, serve } from "./support.js";

/** The whole way without a database: phone → signed webhook → parse → machine → client → the fake's own checks. */
class School {
  private states = new Map<string, ReturnType<typeof initialState>>();
  private seen = new Set<string>();
  private queue = Promise.resolve();
  client: GraphClient | null = null;

  constructor(private readonly parent: Parent) {}

  readonly webhook = (_url: string, body: Buffer, headers: Record<string, string>): Promise<number> => {
    if (!verifySignature(body, headers["x-hub-signature-256"], [{ secret: "secret" }])) return Promise.resolve(401);
    this.queue = this.queue.then(() => this.work(body));
    return Promise.resolve(200);
  };

  get idle(): Promise<void> {
    return this.queue;
  }

  private async work(body: Buffer): Promise<void> {
    for (const message of parseWebhook(body).messages) {
      if (this.seen.has(message.wamid)) continue;
      this.seen.add(message.wamid);
      const waId = message.sender.waId ?? "";
      this.parent.now = message.sentAt;
      const { state, effects } = transition(
        this.states.get(waId) ?? initialState(),
        eventOf(message),
        this.parent.facts(),
      );
      this.states.set(waId, state);
      for (const effect of effects) {
        if (effect.type === "send") await this.client?.send(message.phoneNumberId, { waId }, effect.message);
      }
    }
  }
}

describe("a talk from phone to phone", () => {
  const phone = "12015550123";
  const school = new School(new Parent({ children: [child(), brother] }));
  const fake: FakeGraph = fakeWith({ post: school.webhook }).fake;
  let close: () => Promise<void>;

  before(async () => {
    const served = await serve(fake);
    close = served.close;
    school.client = new GraphClient({ baseUrl: served.url, version: "v23.0", token: number().token });
  });
  after(() => close());

  const answersTo = async (content: Record<string, unknown>): Promise<string[]> => {
    const before = fake.chat.length + 1;
    fake.say(phone, "1001", content);
    await fake.settle();
    await school.idle;
    return fake.chat.slice(before).map(({ message }) => JSON.stringify(message));
  };

  it("asks which child, and a pressed row brings that child's results", async () => {
    const [asked] = await answersTo({ type: "text", text: { body: "maresults" } });
    expect(asked).to.include("Which child?");
    const id = /v1\|students\|\d+\|tendai/.exec(asked ?? "")?.[0];
    const [answer] = await answersTo({
      type: "interactive",
      interactive: { type: "list_reply", list_reply: { id, title: "?" } },
    });
    expect(answer).to.include("Tendai · Form 4B").and.include("Maths 67 B");
  });

  it("answers once what Meta delivers twice", async () => {
    fake.deliveries.manner.twice = true;
    expect(await answersTo({ type: "text", text: { body: "help" } })).to.have.length(1);
    fake.deliveries.manner.twice = false;
  });

  it("says nothing that Meta refuses, in any language, on any screen", async () => {
    for (const language of ["português", "français", "english"]) {
      for (const body of [
        language,
        "menu",
        "help",
        "language",
        "results",
        "2",
        "another child",
        "fees",
        "xyz",
        "please stop sending me all these things",
        "stop",
        "start",
      ]) {
        fake.clock.advance(10_000);
        await answersTo({ type: "text", text: { body } });
      }
    }
    const refused = fake.exchanges.filter(({ direction, status }) => direction === "toMeta" && status !== 200);
    expect(refused).to.deep.equal([]);
  });
});
