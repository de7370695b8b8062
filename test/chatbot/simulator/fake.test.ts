import { expect } from "chai";
import { verifySignature } from "../../../app/chatbot/webhook/signature.js";
import { FakeGraph } from "../../../app/chatbot/simulator/fake/FakeGraph.js";
import { GraphError } from "../../../app/chatbot/simulator/fake/types.js";
import type { Json } from "../../../app/chatbot/simulator/fake/types.js";
import { fakeWith, number } from "./support.js";

const phone = "263771234567";
const base = { messaging_product: "whatsapp", to: phone };
const text = (body: string): Json => ({ ...base, type: "text", text: { body } });
const button = (id: string, title: string): Json => ({ type: "reply", reply: { id, title } });
const interactive = (part: Json): Json => ({
  ...base,
  type: "interactive",
  interactive: { body: { text: "b" }, ...part },
});
const template = (name: string, ...parameters: string[]): Json => {
  const components = [{ type: "body", parameters: parameters.map((one) => ({ type: "text", text: one })) }];
  return { ...base, type: "template", template: { name, language: { code: "en" }, components } };
};

function codeOf(act: () => unknown): number {
  try {
    act();
  } catch (error) {
    if (error instanceof GraphError) return error.code;
    throw error;
  }
  return NaN;
}

describe("the fake refuses like Meta", () => {
  const refused: [string, Json, number][] = [
    ["another product", { ...text("a"), messaging_product: "sms" }, 100],
    ["neither to nor recipient", { ...text("a"), to: undefined }, 100],
    ["both to and recipient", { ...text("a"), recipient: "ZW.1" }, 100],
    ["a bad user id", { ...text("a"), to: undefined, recipient: "ZW.ENT.5" }, 100],
    ["an unknown type", { ...base, type: "hologram" }, 100],
    ["a blank text", text(" "), 131009],
    ["a text of 4097", text("x".repeat(4097)), 131009],
    ["no text", { ...base, type: "text" }, 131008],
    [
      "four buttons",
      interactive({ type: "button", action: { buttons: ["a", "b", "c", "d"].map((id) => button(id, id)) } }),
      131009,
    ],
    ["a title of 21", interactive({ type: "button", action: { buttons: [button("a", "x".repeat(21))] } }), 131009],
    [
      "the same title twice",
      interactive({ type: "button", action: { buttons: [button("a", "x"), button("b", "x")] } }),
      131009,
    ],
    [
      "the same id twice",
      interactive({ type: "button", action: { buttons: [button("a", "x"), button("a", "y")] } }),
      131009,
    ],
    [
      "eleven rows",
      interactive({
        type: "list",
        action: {
          button: "Open",
          sections: [{ rows: Array.from({ length: 11 }, (_, at) => ({ id: `${at}`, title: "t" })) }],
        },
      }),
      131009,
    ],
    ["an unknown template", template("nothing"), 132001],
    ["a template with too few parameters", template("notice_v1", "one"), 132000],
    ["a parameter with a new line", template("notice_v1", "one", "a\nb"), 132012],
    ["a paused template", template("paused_v1"), 132015],
    ["an unknown media id", { ...base, type: "document", document: { id: "1", filename: "a.pdf" } }, 100],
    ["a reply to an unknown message", { ...text("a"), context: { message_id: "wamid.none" } }, 131009],
    ["a tick for an unknown message", { ...base, status: "read", message_id: "wamid.none" }, 131009],
  ];
  for (const [what, body, code] of refused) {
    it(`${what} with ${code}`, () => {
      const { fake } = fakeWith();
      expect(codeOf(() => fake.send(number(), body))).to.equal(code);
      expect(fake.chat).to.deep.equal([]);
    });
  }

  it("an unregistered number with 133010", () => {
    const { fake } = fakeWith();
    expect(codeOf(() => fake.send(number({ registered: false }), text("a")))).to.equal(133010);
  });

  it("media of another number, and after thirty days", () => {
    const { fake } = fakeWith();
    const id = fake.media.add("1001", { mimeType: "application/pdf", filename: "a.pdf", bytes: Buffer.from("%PDF-") });
    const document = { ...base, type: "document", document: { id, filename: "a.pdf" } };
    expect(codeOf(() => fake.send(number({ phoneNumberId: "2002" }), document))).to.equal(100);
    expect(codeOf(() => fake.send(number(), document))).to.be.NaN;
    fake.clock.advance(31 * 24 * 3600_000);
    expect(codeOf(() => fake.send(number(), document))).to.equal(131053);
    expect(
      codeOf(() =>
        fake.media.add("1001", { mimeType: "application/zip", filename: "a.zip", bytes: Buffer.from("PK") }),
      ),
    ).to.equal(100);
  });

  it("the 46th message to one person in a row, until six seconds have passed", () => {
    const { fake } = fakeWith();
    for (let count = 0; count < 45; count++) fake.send(number(), text("a"));
    expect(codeOf(() => fake.send(number(), text("a")))).to.equal(131056);
    fake.clock.advance(6_000);
    expect(codeOf(() => fake.send(number(), text("a")))).to.be.NaN;
  });

  it("the 81st message of one number in a second", () => {
    const { fake } = fakeWith();
    for (let count = 0; count < 80; count++) fake.send(number(), { ...text("a"), to: `26377000${1000 + count}` });
    expect(codeOf(() => fake.send(number(), { ...text("a"), to: "263779999999" }))).to.equal(130429);
  });

  it("a person above the portfolio's tier", () => {
    const { fake } = fakeWith({ tier: 1 });
    fake.send(number(), template("offer_v1"));
    expect(codeOf(() => fake.send(number(), { ...template("offer_v1"), to: "263772222222" }))).to.equal(131048);
  });

  it("to start in production", () => {
    expect(() => new FakeGraph({ numbers: [], production: true })).to.throw("production");
  });
});

describe("the fake tells like Meta", () => {
  it("signs what it sends and escapes what is not ASCII", async () => {
    const { fake, webhook } = fakeWith();
    fake.phone(phone, { name: "Inês 😀" });
    fake.say(phone, "1001", { type: "text", text: { body: "olá" } });
    await fake.settle();
    const [told] = webhook.told;
    expect(told?.body.toString()).to.include("ol\\u00e1").and.include("\\ud83d\\ude00");
    expect(
      verifySignature(told?.body ?? Buffer.alloc(0), told?.headers["x-hub-signature-256"], [{ secret: "secret" }]),
    ).to.not.equal(null);
  });

  it("tells sent, delivered and read with our own tracking", async () => {
    const { fake, webhook } = fakeWith();
    fake.say(phone, "1001", { type: "text", text: { body: "hi" } });
    fake.send(number(), { ...text("hello"), biz_opaque_callback_data: "o:1:1" });
    await fake.settle();
    expect(webhook.statuses.map(({ status }) => status)).to.deep.equal(["sent", "delivered", "read"]);
    expect(webhook.statuses[0]?.biz_opaque_callback_data).to.equal("o:1:1");
  });

  it("accepts free text after 24 hours and fails it by webhook, but not a template", async () => {
    const { fake, webhook } = fakeWith();
    fake.say(phone, "1001", { type: "text", text: { body: "hi" } });
    fake.clock.advance(24 * 3600_000 + 1);
    fake.send(number(), text("late"));
    await fake.settle();
    expect(webhook.statuses).to.have.length(1);
    expect(webhook.statuses[0]).to.deep.include({ status: "failed" });
    expect(webhook.statuses[0]?.errors?.[0]?.code).to.equal(131047);
    fake.send(number(), template("notice_v1", "a", "b"));
    await fake.settle();
    expect(webhook.statuses.at(-1)?.status).to.equal("read");
  });

  it("fails who is not on WhatsApp, who stopped marketing, and a link that it cannot fetch", async () => {
    const { fake, webhook } = fakeWith();
    fake.say(phone, "1001", { type: "text", text: { body: "hi" } });
    fake.phone(phone, { refusesMarketing: true });
    fake.send(number(), template("offer_v1"));
    fake.send(number(), {
      ...base,
      type: "document",
      document: { link: "http://example.test/a.pdf", filename: "a.pdf" },
    });
    await fake.settle();
    fake.phone(phone, { onWhatsApp: false });
    fake.send(number(), text("a"));
    await fake.settle();
    expect(webhook.statuses.map(({ errors }) => errors?.[0]?.code)).to.have.members([131050, 131053, 131026]);
  });

  it("tries again after anything but 200, with growing pauses", async () => {
    const { fake, webhook } = fakeWith();
    webhook.answers = [503, 503];
    fake.say(phone, "1001", { type: "text", text: { body: "hi" } });
    await fake.settle();
    expect(webhook.told).to.have.length(1);
    fake.clock.advance(1_000);
    await fake.settle();
    fake.clock.advance(3_999);
    await fake.settle();
    expect(webhook.told).to.have.length(2);
    fake.clock.advance(1);
    await fake.settle();
    expect(webhook.told).to.have.length(3);
    expect(fake.deliveries.pending).to.equal(0);
  });

  it("delivers twice, out of order and two numbers in one body when told to", async () => {
    const second = number({ phoneNumberId: "2002", token: "token-2" });
    const { fake, webhook } = fakeWith({ numbers: [number(), second] });
    Object.assign(fake.deliveries.manner, { twice: true, outOfOrder: true, batch: true });
    fake.say(phone, "1001", { type: "text", text: { body: "one" } });
    fake.say(phone, "2002", { type: "text", text: { body: "two" } });
    await fake.settle();
    expect(webhook.told).to.have.length(1);
    expect(webhook.values.map((one) => one.number)).to.deep.equal(["2002", "2002", "1001", "1001"]);
  });

  it("writes the user id only, absent or in `from`, and takes `recipient`", async () => {
    const { fake, webhook } = fakeWith();
    fake.phone(phone, { bsuid: "ZW.84321", hidesNumber: true });
    fake.say(phone, "1001", { type: "text", text: { body: "one" } });
    fake.deliveries.manner.bsuidInFrom = true;
    fake.say(phone, "1001", { type: "text", text: { body: "two" } });
    await fake.settle();
    const [first, second] = webhook.values.map(({ value }) => (value.messages as Json[])[0] ?? {});
    expect(first).to.not.have.property("from");
    expect(second?.from).to.equal("ZW.84321");
    expect(codeOf(() => fake.send(number(), { ...text("a"), to: undefined, recipient: "ZW.84321" }))).to.be.NaN;
  });

  it("says read without delivered when told to", async () => {
    const { fake, webhook } = fakeWith();
    fake.deliveries.manner.readWithoutDelivered = true;
    fake.say(phone, "1001", { type: "text", text: { body: "hi" } });
    fake.send(number(), text("a"));
    await fake.settle();
    expect(webhook.statuses.map(({ status }) => status)).to.deep.equal(["sent", "read"]);
  });
});
