import { expect } from "chai";
import * as models from "../../../models/index.js";
import { withdrawTerm } from "../../../app/commands/assessment/publishTerm.js";
import { ask, closeApp } from "../../support/app.js";
import { body, change, look, post, text } from "./bodies.js";
import { pupil, World, type ChattySchool } from "./world.js";

const STRANGER = "12015550109";

describe("a parent asks on WhatsApp", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  let world: World;
  let school: ChattySchool;
  before(async () => {
    world = await World.open();
    school = await world.school();
  });
  beforeEach(() => void world.newPhone());
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });

  it("is answered with the child's published results, without a question for an only child", async () => {
    const { studentId } = await mine();
    const answer = await world.say(school, "results");
    expect(answer).to.include("Tariro").and.include("Maths 67").and.include(`School ${school.schema}`);
    const shown = await school.inside(() =>
      models.AuditEntry.findAll({ where: { action: "results-shown", entityId: studentId } }),
    );
    expect(shown.map(({ entityId, actorName }) => [entityId, actorName])).to.deep.equal([[studentId, "chatbot"]]);
  });

  it("hears the same words for unpublished, withdrawn and nothing at all", async () => {
    const { termId } = await mine({ publish: false });
    const unpublished = await world.say(school, "results");
    expect(unpublished).to.include("no results").and.not.include("67");
    world.newPhone();
    const published = await mine();
    expect(await world.say(school, "results")).to.include("Maths 67");
    await school.inside(() => withdrawTerm.call(published.termId, { reason: "a wrong mark" }));
    expect(await world.say(school, "results")).to.equal(unpublished);
    expect(termId).to.not.equal(published.termId);
  });

  it("is a stranger without consent, without the right to know, or from an unknown phone: the same words, no name", async () => {
    const answers: string[] = [];
    for (const wish of [{ consent: "unknown" }, { mayKnow: false }, { waId: STRANGER }]) {
      world.newPhone();
      await mine(wish);
      answers.push(await world.say(school, "results"));
    }
    expect(new Set(answers).size).to.equal(1);
    expect(answers[0]).to.include("nothing for this phone number").and.not.include("Tariro");
  });

  it("loses access at once when unlinked, and old buttons open nothing", async () => {
    const { linkId } = await mine({ firstName: "Ana" });
    const rui = await mine({ firstName: "Rui", waId: "12015550108" });
    await mine({ firstName: "Eva", guardianId: (await guardianOf(world.me)).id });
    await world.say(school, "results");
    const ana = world.options().find(({ title }) => title.startsWith("Ana"))!;
    expect(await world.pressId(school, ana.id)).to.include("Ana");
    await school.inside(async () => (await models.StudentGuardian.findByPk(linkId))!.destroy());
    expect(await world.pressId(school, ana.id))
      .to.include("Eva")
      .and.not.include("Ana");
    const forged = ana.id.replace(/[0-9a-f-]{36}/, rui.studentId);
    expect(await world.pressId(school, forged)).to.not.include("Rui");
  });

  it("chooses among two children, and changes to another one from anywhere", async () => {
    const first = await mine({ firstName: "Ana", score: 51 });
    await mine({ firstName: "Rui", score: 88, guardianId: first.guardianId });
    expect(await world.say(school, "results")).to.equal("Which child?");
    const rui = world.options().find(({ title }) => title.startsWith("Rui"))!;
    expect(await world.press(school, rui.title))
      .to.include("Rui")
      .and.include("Maths 88");
    expect(await world.say(school, "another child")).to.equal("Which child?");
    expect(await world.say(school, "1")).to.match(/Ana|Rui/);
    expect(await world.say(school, "Ana results")).to.include("Maths 51");
  });

  it("hears of one school's child on that school's number only, with the same phone in both", async () => {
    const [a, b] = [await world.school(), await world.school()];
    await pupil(a, { waId: world.me, firstName: "Ana", score: 51 });
    await pupil(b, { waId: world.me, firstName: "Bea", score: 88 });
    const raw = body(
      change(a.phoneNumberId, { messages: [text("results", { from: world.me })] }),
      change(b.phoneNumberId, { messages: [text("results", { from: world.me })] }),
    );
    world.fake.say(world.me, a.phoneNumberId, { type: "reaction", reaction: {} }); // opens the fake's window
    world.fake.say(world.me, b.phoneNumberId, { type: "reaction", reaction: {} });
    expect((await post(raw)).status).to.equal(200);
    await world.settle();
    expect(world.answers(a).join()).to.include("Ana").and.include(`School ${a.schema}`).and.not.include("Bea");
    expect(world.answers(b).join()).to.include("Bea").and.include(`School ${b.schema}`).and.not.include("Ana");
    const contacts = await look<{ clientId: string }>(
      `SELECT client_id AS "clientId" FROM public.whatsapp_contacts WHERE wa_id = $1 AND client_id IN ($2, $3)`,
      [world.me, a.client.id, b.client.id],
    );
    expect(new Set(contacts.map(({ clientId }) => clientId))).to.deep.equal(new Set([a.client.id, b.client.id]));
  });

  it("stops and starts notices in five languages; stop inside a long sentence is asked", async () => {
    await mine();
    for (const [stop, start] of [
      ["STOP", "START"],
      ["arrêt", "START"],
      ["parar", "START"],
      ["mira", "START"],
      ["yekela", "START"],
    ] as const) {
      expect(await world.say(school, stop), stop).to.match(/notices|avisos|avis/i);
      expect((await optedOut()) !== null, stop).to.equal(true);
      expect(await world.say(school, start), start).to.match(/STOP/);
      expect(await optedOut()).to.equal(null);
    }
    await world.say(school, "please tell me when does the bus stop at the school");
    expect(world.options().length).to.be.greaterThan(0);
    expect(await optedOut()).to.equal(null);
    await world.say(school, "STOP");
    expect(await world.say(school, "results")).to.include("Maths 67"); // what they ask for goes on
  });

  it("reads a message afresh after thirty idle minutes", async () => {
    const first = await mine({ firstName: "Ana" });
    await mine({ firstName: "Rui", guardianId: first.guardianId });
    expect(await world.say(school, "results")).to.equal("Which child?");
    await school.inside(async () => {
      const talk = await models.Conversation.findOne({ order: [["createdAt", "DESC"]], rejectOnEmpty: true });
      await talk.update({ state: { ...talk.state, expiresAt: "2026-01-01T00:00:00.000Z" } });
    });
    const answer = await world.say(school, "1"); // no longer the first of the list
    expect(answer).to.not.include("Maths").and.not.equal("Which child?");
    expect(await world.say(school, "results")).to.equal("Which child?");
  });

  it("answers a redelivery of yesterday with an apology, and nothing outside the window", async () => {
    await mine();
    const late = (hours: number) =>
      text("results", { from: world.me, timestamp: String(Math.floor(Date.now() / 1000) - hours * 3600) });
    await post(body(change(school.phoneNumberId, { messages: [late(25)] })));
    await world.settle();
    const states = () =>
      look<{ state: string }>(
        "SELECT o.state FROM public.outbox_messages o JOIN public.whatsapp_contacts c ON c.id = o.contact_id WHERE c.wa_id = $1",
        [world.me],
      );
    expect(await states()).to.deep.equal([{ state: "held" }]);
    expect(world.answers(school)).to.deep.equal([]);
    world.fake.say(world.me, school.phoneNumberId, { type: "reaction", reaction: {} });
    await post(body(change(school.phoneNumberId, { messages: [late(7)] })));
    await world.settle();
    expect(world.answers(school).join()).to.include("late");
  });

  it("can be looked at by the school that may, never by another", async () => {
    const [a, b] = [await world.school(), await world.school()];
    await pupil(a, { waId: world.me });
    await world.say(a, "results");
    await world.settle();
    const list = await ask("GET", "/api/v1/chatbot/conversations", { token: a.token });
    expect(list.status).to.equal(200);
    expect(list.body.data).to.have.length(1);
    expect(list.body.data[0]).to.include({ phone: `+${world.me}`, mode: "bot", state: "viewingResults" });
    const path = `/api/v1/chatbot/conversations/${list.body.data[0].id as string}/messages`;
    const messages = await ask("GET", path, { token: a.token });
    expect(
      messages.body.data.map(({ direction, status }: { direction: string; status: string }) => [direction, status]),
    ).to.have.deep.members([
      ["out", "read"],
      ["in", "received"],
    ]);
    expect((await ask("GET", path, { token: b.token })).status).to.equal(404);
    expect((await ask("GET", "/api/v1/chatbot/conversations", { token: b.token })).body.data).to.deep.equal([]);
    expect((await ask("GET", path)).status).to.be.oneOf([401, 404]);
  });

  function mine(wish: Parameters<typeof pupil>[1] = {}): ReturnType<typeof pupil> {
    return pupil(school, { waId: world.me, ...wish });
  }
  async function guardianOf(waId: string): Promise<models.Guardian> {
    return school.inside(() => models.Guardian.findOne({ where: { phone: `+${waId}` }, rejectOnEmpty: true }));
  }
  async function optedOut(): Promise<unknown> {
    const [row] = await look<{ at: unknown }>(
      "SELECT opted_out_at AS at FROM public.whatsapp_contacts WHERE client_id = $1 AND wa_id = $2",
      [school.client.id, world.me],
    );
    return row?.at ?? null;
  }
});
