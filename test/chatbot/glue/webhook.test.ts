import { expect } from "chai";
import { configure } from "../../../app/env.js";
import { ask, closeApp } from "../../support/app.js";
import { asSuperuser, testDatabase } from "../../support/database.js";
import { platformToken } from "../../support/schools.js";
import { body, change, look, post, signature, stored, text, WEBHOOK } from "./bodies.js";
import { MOTHER, World, type ChattySchool } from "./world.js";

describe("the webhook", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  let world: World;
  let a: ChattySchool;
  let b: ChattySchool;
  before(async () => {
    world = await World.open();
    a = await world.school();
    b = await world.school();
  });
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });
  const webhooks = async () =>
    Number((await look<{ n: string }>("SELECT count(*) AS n FROM public.inbound_webhooks"))[0]?.n);
  const lastNotes = async () =>
    (
      await look<{ notes: Record<string, unknown> }>(
        "SELECT notes FROM public.inbound_webhooks ORDER BY id DESC LIMIT 1",
      )
    )[0]!.notes;

  describe("verification", () => {
    const get = (query: string, path = WEBHOOK) => ask("GET", `${path}?${query}`);
    before(async () => {
      configure({ WHATSAPP_VERIFY_TOKEN: "the token" });
      const [number] = await look<{ id: string }>("SELECT id FROM public.whatsapp_numbers WHERE phone_number_id = $1", [
        a.phoneNumberId,
      ]);
      const changed = await ask("PATCH", `/api/v1/system/whatsapp-numbers/${number!.id}`, {
        token: await platformToken(),
        body: { verifyToken: "its own token" },
      });
      expect(changed.status).to.equal(200);
    });
    after(() => configure({ WHATSAPP_VERIFY_TOKEN: undefined }));

    it("echoes the challenge alone, as plain text, at both addresses", async () => {
      for (const path of [WEBHOOK, "/api/chatbot/webhook"]) {
        const answer = await get("hub.mode=subscribe&hub.verify_token=the%20token&hub.challenge=123%3Cb%3E", path);
        expect(answer.status).to.equal(200);
        expect(answer.text).to.equal("123<b>");
        expect(answer.headers["content-type"]).to.match(/^text\/plain/);
        expect(answer.headers["x-content-type-options"]).to.equal("nosniff");
      }
    });
    it("takes a number's own token", async () => {
      expect((await get("hub.mode=subscribe&hub.verify_token=its%20own%20token&hub.challenge=7")).text).to.equal("7");
    });
    it("refuses a wrong token, a wrong mode, a repeated parameter and none at all", async () => {
      for (const query of [
        "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1",
        "hub.mode=unsubscribe&hub.verify_token=the%20token&hub.challenge=1",
        "hub.mode=subscribe&hub.verify_token=the%20token&hub.verify_token=the%20token&hub.challenge=1",
        "hub.mode=subscribe&hub.verify_token=the%20token",
        "",
      ])
        expect((await get(query)).status, query).to.equal(403);
    });
  });

  describe("signature", () => {
    it("stores nothing without a signature, or with a wrong, short or upper-case one", async () => {
      const raw = body(change(a.phoneNumberId, { messages: [text("hi")] }));
      const before = await webhooks();
      const right = signature(raw);
      for (const header of [undefined, signature(raw, "wrong"), right.slice(0, -2), right.toUpperCase(), "sha256="]) {
        const headers: Record<string, string> = header === undefined ? {} : { "x-hub-signature-256": header };
        expect((await ask("POST", WEBHOOK, { raw, headers })).status, header).to.equal(401);
      }
      expect(await webhooks()).to.equal(before);
      expect(await stored(a.phoneNumberId)).to.deep.equal([]);
    });
    it("is checked over the bytes, escaped or in UTF-8", async () => {
      const raw = body(change(b.phoneNumberId, { messages: [text("é @ 😀")] }));
      const escaped = raw.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
      expect(escaped).to.not.equal(raw);
      expect((await post(raw)).status).to.equal(200);
      expect((await post(escaped.replace("wamid.T", "wamid.E"))).status).to.equal(200);
      const kept = await look<{ content: { text: string } }>(
        "SELECT content FROM public.inbound_messages WHERE phone_number_id = $1 AND state = 'received'",
        [b.phoneNumberId],
      );
      expect(kept.map(({ content }) => content.text)).to.deep.equal(["é @ 😀", "é @ 😀"]);
    });
    it("of another school's app opens nothing: the entry is dropped and told in the trail", async () => {
      const own = await world.school({ appSecret: "a secret of its own" });
      const forged = body(
        change(own.phoneNumberId, { messages: [text("hi")] }),
        change(a.phoneNumberId, { messages: [text("hi")] }),
      );
      expect((await post(forged)).status).to.equal(200); // signed by the environment's app: a's entry holds
      expect(await stored(own.phoneNumberId)).to.deep.equal([]);
      expect(await stored(a.phoneNumberId)).to.have.length(1);
      expect(await lastNotes()).to.include({ foreign: 1, unroutable: 0 });
      const trail = await look("SELECT 1 FROM public.audit_log WHERE action = 'refused' AND entity_id = $1", [
        own.phoneNumberId,
      ]);
      expect(trail).to.have.length(1);
      const right = body(change(own.phoneNumberId, { messages: [text("hi")] }));
      const answer = await post(right, { "x-hub-signature-256": signature(right, "a secret of its own") });
      expect(answer.status).to.equal(200);
      expect(await stored(own.phoneNumberId)).to.have.length(1);
    });
  });

  describe("bodies", () => {
    it("of 2.9 MB are taken, of 5 MB and compressed ones are not, and the JSON API keeps its own limit", async () => {
      const padded = (bytes: number) => body(change(a.phoneNumberId, { messages: [], padding: "x".repeat(bytes) }));
      expect((await post(padded(2_900_000))).status).to.equal(200);
      expect((await post(padded(5_000_000))).status).to.equal(413);
      expect((await post(body(), { "content-encoding": "gzip" })).status).to.equal(415);
      const settings = await ask("PATCH", "/api/v1/chatbot/settings", {
        token: a.token,
        body: { welcomeMessage: "x".repeat(2_000_000) },
      });
      expect(settings.status).to.equal(413);
    });
    it("that are signed and unreadable are kept as malformed and acknowledged", async () => {
      expect((await post("this is not JSON")).status).to.equal(200);
      expect(await lastNotes()).to.deep.include({ malformed: ["not a JSON object"] });
    });
    it("of an unknown object or field are counted and acknowledged", async () => {
      expect((await post('{"object":"instagram"}')).status).to.equal(200);
      expect((await lastNotes()).ignored).to.deep.equal(["object instagram"]);
      expect((await post(body({ field: "flows", value: {} }))).status).to.equal(200);
      expect((await lastNotes()).ignored).to.deep.equal(["field flows"]);
    });
    it("without a readable timestamp take nothing else with them; milliseconds are read rightly", async () => {
      const good = text("hi", { timestamp: "1767168000123" });
      const broken = text("hi", { timestamp: undefined });
      expect((await post(body(change(b.phoneNumberId, { messages: [broken, good] })))).status).to.equal(200);
      const [row] = await look<{ at: Date }>("SELECT sent_at AS at FROM public.inbound_messages WHERE wamid = $1", [
        good.id,
      ]);
      expect(new Date(row!.at).toISOString()).to.equal("2025-12-31T08:00:00.123Z");
      expect((await lastNotes()).malformed).to.deep.equal(["message without readable timestamp"]);
    });
  });

  describe("routing", () => {
    it("brings two schools' numbers in one POST to two schools, and a number of nobody to none", async () => {
      const [one, two] = [text("for a"), text("for b", { from: "12015550102" })];
      const before = { a: (await stored(a.phoneNumberId)).length, b: (await stored(b.phoneNumberId)).length };
      const raw = body(
        { field: "message_template_status_update", value: { event: "APPROVED" } },
        change(a.phoneNumberId, { messages: [one] }),
        change(b.phoneNumberId, { messages: [two] }),
        change("999", { messages: [text("for nobody")] }),
      );
      expect((await post(raw)).status).to.equal(200);
      const [inA, inB] = [await stored(a.phoneNumberId), await stored(b.phoneNumberId)];
      expect(inA.slice(before.a)).to.deep.equal([{ wamid: one.id, state: "received", clientId: a.client.id }]);
      expect(inB.slice(before.b)).to.deep.equal([{ wamid: two.id, state: "received", clientId: b.client.id }]);
      expect(await lastNotes()).to.include({ unroutable: 1 });
    });
    it("is walled: a school's own role sees its own messages, and no raw body", async () => {
      const seen = await a.inside(async () => {
        const { InboundMessage } = await import("../../../models/index.js");
        return (await InboundMessage.findAll()).map(({ clientId }) => clientId);
      });
      expect(new Set(seen)).to.deep.equal(new Set([a.client.id]));
      const { InboundWebhook } = await import("../../../models/index.js");
      const raw = await a.inside(() => InboundWebhook.count()).catch((error: Error) => error.message);
      expect(raw).to.match(/permission denied/);
    });
    it("knows a message by number and wamid: twice in a POST, in two at once and a day later is one, on two numbers two", async () => {
      const message = text("once");
      const twice = body(change(a.phoneNumberId, { messages: [message, message] }));
      const answers = await Promise.all([post(twice), post(twice), post(twice)]);
      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200]);
      await world.settle();
      expect((await post(twice)).status).to.equal(200);
      await world.settle();
      const rows = (await stored(a.phoneNumberId)).filter(({ wamid }) => wamid === message.id);
      expect(rows.map(({ state }) => state)).to.deep.equal(["handled"]);
      await post(body(change(b.phoneNumberId, { messages: [message] })));
      expect((await stored(b.phoneNumberId)).filter(({ wamid }) => wamid === message.id)).to.have.length(1);
    });
    it("alarms a number of trouble with its account and opens no conversation", async () => {
      const before = (await stored(a.phoneNumberId)).length;
      const errors = [{ code: 131031, title: "Business Account locked" }];
      expect((await post(body(change(a.phoneNumberId, { errors })))).status).to.equal(200);
      const [number] = await look<{ alert: string }>(
        "SELECT alert FROM public.whatsapp_numbers WHERE phone_number_id = $1",
        [a.phoneNumberId],
      );
      expect(number!.alert).to.equal("131031 Business Account locked");
      expect(await stored(a.phoneNumberId)).to.have.length(before);
    });
  });

  describe("acknowledgement", () => {
    it("is 503 when the row cannot be stored; Meta asks again, and then it is worked", async () => {
      const admin = await testDatabase();
      const rename = (from: string, to: string) =>
        asSuperuser(admin, (client) => client.query(`ALTER TABLE public.${from} RENAME TO ${to}`));
      const raw = body(change(a.phoneNumberId, { messages: [text("hi", { id: "wamid.again" })] }));
      await rename("inbound_messages", "inbound_messages_away");
      try {
        expect((await post(raw)).status).to.equal(503);
      } finally {
        await rename("inbound_messages_away", "inbound_messages");
      }
      expect((await post(raw)).status).to.equal(200);
      await world.settle();
      expect((await stored(a.phoneNumberId)).find(({ wamid }) => wamid === "wamid.again")?.state).to.equal("handled");
    });
    it("leaves only after COMMIT", async () => {
      const raw = body(change(a.phoneNumberId, { messages: [text("hi", { id: "wamid.held" })] }));
      await asSuperuser(await testDatabase(), async (client) => {
        await client.query("BEGIN");
        await client.query("LOCK TABLE public.inbound_messages IN EXCLUSIVE MODE");
        let answered = false;
        const answer = post(raw).then((one) => {
          answered = true;
          return one;
        });
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(answered).to.equal(false);
        await client.query("COMMIT");
        expect((await answer).status).to.equal(200);
      });
      expect((await stored(a.phoneNumberId)).some(({ wamid }) => wamid === "wamid.held")).to.equal(true);
    });
  });

  it("keeps every kind of message, and answers a reaction, a group and an unknown kind with nothing", async () => {
    const before = world.answers(b, MOTHER).length;
    await world.tell(b, { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } });
    await world.tell(b, { type: "hologram", hologram: {} });
    await post(body(change(b.phoneNumberId, { messages: [text("hi", { group_id: "g1" })] })));
    await world.settle();
    expect(world.answers(b, MOTHER)).to.have.length(before);
    expect(await world.tell(b, { type: "location", location: { latitude: 1, longitude: 2 } })).to.include(
      "only read text",
    );
  });
});
