import { expect } from "chai";
import * as models from "../../../models/index.js";
import { claimMessage } from "../../../app/chatbot/pump/claim.js";
import { pumpMessages } from "../../../app/chatbot/pump/pumpMessages.js";
import { closeApp } from "../../support/app.js";
import { body, change, look, post, stored, text } from "./bodies.js";
import { MOTHER, pupil, World, type ChattySchool } from "./world.js";

describe("the pump of messages", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  let world: World;
  let school: ChattySchool;
  before(async () => {
    world = await World.open();
    school = await world.school();
    await pupil(school);
  });
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });
  const free = (seconds = 0) =>
    look(
      `UPDATE public.whatsapp_contacts SET busy_until = now() - interval '1 second' + $2 * interval '1 second' WHERE client_id = $1 RETURNING id`,
      [school.client.id, seconds],
    );
  const states = async (...wamids: unknown[]) => {
    const rows = await stored(school.phoneNumberId);
    return wamids.map((wamid) => rows.find((row) => row.wamid === wamid)?.state);
  };

  it("answers two messages of one second in their order, in one conversation", async () => {
    await world.say(school, "hi");
    const before = world.answers(school).length;
    const [one, two] = [text("results"), text("language")];
    await Promise.all([one, two].map((message) => post(body(change(school.phoneNumberId, { messages: [message] })))));
    await world.settle();
    const kept = await school.inside(async () => {
      expect(await models.Conversation.count()).to.equal(1);
      const lines = await models.ConversationMessage.findAll({
        where: { direction: "in" },
        order: [["createdAt", "ASC"]],
      });
      return lines.slice(-2).map((line) => line.text);
    });
    const said = world.answers(school).slice(before);
    expect(said).to.have.length(2);
    expect(said.map((answer) => (answer.includes("Maths") ? "results" : "language"))).to.deep.equal(kept);
  });

  it("keeps a hundred messages of one phone in order over eight workers, each once", async () => {
    const waId = "12015550150";
    const start = Math.floor(Date.now() / 1000) - 200;
    const messages = Array.from({ length: 100 }, (_, n) =>
      text(`xyz ${n}`, { from: waId, timestamp: String(start + n), id: `wamid.O${start}x${n}` }),
    );
    const shuffled = [...messages].sort((a, b) => String(a.id).localeCompare(String(b.id)));
    await post(body(change(school.phoneNumberId, { messages: shuffled })));
    await Promise.all(Array.from({ length: 8 }, () => pumpMessages({ workers: 1 })));
    const lines = await school.inside(async () => {
      const rows = await look2(waId);
      return rows.map((line) => line.text);
    });
    expect(lines).to.deep.equal(messages.map((_, n) => `xyz ${n}`));
    await look("UPDATE public.outbox_messages SET state = 'cancelled' WHERE state = 'queued' AND client_id = $1", [
      school.client.id,
    ]);
  }).timeout(60_000);

  it("loses nothing while another holds the conversation, and throws late work away", async () => {
    const message = text("results");
    await post(body(change(school.phoneNumberId, { messages: [message] })));
    const held = await claimMessage([school.client.id]);
    expect(held?.message.wamid).to.equal(message.id);
    const second = text("language");
    await post(body(change(school.phoneNumberId, { messages: [second] })));
    expect(await pumpMessages()).to.equal(0); // the lease is out: the holder works them
    await free(); // the holder died
    await world.settle();
    expect(await states(message.id, second.id)).to.deep.equal(["handled", "handled"]);
    const { handleMessage } = await import("../../../app/chatbot/pump/handleMessage.js");
    const late = await handleMessage(school.client, held!, { type: "silent", sentAt: new Date() });
    expect(late).to.equal(false);
  });

  it("puts a poisonous message away after its tries, apologises once and answers the next one", async () => {
    const before = world.answers(school).length;
    const [poison, next] = [text("poison", { timestamp: String(Math.floor(Date.now() / 1000) - 5) }), text("results")];
    await post(body(change(school.phoneNumberId, { messages: [poison, next] })));
    await look("UPDATE public.inbound_messages SET content = $2 WHERE wamid = $1 RETURNING id", [
      poison.id,
      '{"kind":"text"}',
    ]);
    for (let tries = 1; tries <= 4; tries++) {
      expect(await pumpMessages(), `try ${tries}`).to.equal(0);
      expect(await states(poison.id, next.id)).to.deep.equal(["received", "received"]);
      expect(await pumpMessages(), "during the pause").to.equal(0);
      const [row] = await look<{ attempts: number }>("SELECT attempts FROM public.inbound_messages WHERE wamid = $1", [
        poison.id,
      ]);
      expect(row!.attempts).to.equal(tries);
      await free();
    }
    world.fake.say(MOTHER, school.phoneNumberId, { type: "reaction", reaction: {} });
    await world.settle();
    expect(await states(poison.id, next.id)).to.deep.equal(["dead", "handled"]);
    const said = world.answers(school).slice(before);
    expect(said).to.have.length(2);
    expect(said[0]).to.include("something went wrong");
    expect(said[1]).to.include("Maths 67");
    const [row] = await look<{ error: string }>("SELECT error FROM public.inbound_messages WHERE wamid = $1", [
      poison.id,
    ]);
    expect(row!.error).to.be.a("string").and.not.equal("");
  });

  async function look2(waId: string): Promise<models.ConversationMessage[]> {
    const contact = await models.WhatsappContact.findOne({ where: { waId }, rejectOnEmpty: true });
    const talk = await models.Conversation.findOne({ where: { contactId: contact.id }, rejectOnEmpty: true });
    return models.ConversationMessage.findAll({
      where: { conversationId: talk.id, direction: "in" },
      order: [["createdAt", "ASC"]],
    });
  }
});
