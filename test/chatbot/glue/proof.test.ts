import { expect } from "chai";
import * as models from "../../../models/index.js";
import { makeUser } from "../../factories.js";
import { ask, closeApp } from "../../support/app.js";
import { look } from "./bodies.js";
import { MOTHER, pupil, World, type ChattySchool } from "./world.js";

const STRANGER = "12015550109";
const BORN = "28/02/2011";

describe("the proof that a school asks for", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  let world: World;
  before(async () => {
    world = await World.open();
  });
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });

  describe("admission number and date of birth", () => {
    let school: ChattySchool;
    before(async () => {
      school = await world.school({ proof: "secret" });
      await pupil(school, { admissionNumber: "A1042" });
    });
    const failures = () => school.inside(() => models.ProofFailure.count({ where: { admissionNumber: "A1042" } }));

    it("shows nothing before, the results after, and remembers", async () => {
      const asked = await world.say(school, "results");
      expect(asked).to.include("admission number").and.not.include("Tariro");
      expect(await world.say(school, "A1042")).to.include("date of birth");
      expect(await world.say(school, BORN)).to.include("Maths 67");
      expect(await world.say(school, "results")).to.include("Maths 67");
      const [binding] = await school.inside(() => models.Binding.findAll({ where: { endedAt: null } }));
      expect(binding).to.include({ proof: "secret" });
    });

    it("holds as many days as the school says", async () => {
      await school.inside(async () => {
        const talk = await models.Conversation.findOne({ rejectOnEmpty: true });
        const proof = { ...(talk.state.proof as object), at: new Date(Date.now() - 40 * 24 * 3600_000).toISOString() };
        await talk.update({ state: { ...talk.state, proof } });
      });
      expect(await world.say(school, "results")).to.include("Maths 67");
      await ask("PATCH", "/api/v1/chatbot/settings", { token: school.token, body: { proofDays: 30 } });
      expect(await world.say(school, "results")).to.include("admission number");
      await world.say(school, "menu");
    });

    it("says the same to a stranger, a wrong number and a wrong date, counts them, and locks at five", async () => {
      const wrong = async (waId: string, number: string, date: string) => {
        await world.say(school, "results", waId);
        await world.say(school, number, waId);
        return world.say(school, date, waId);
      };
      const said = [
        await wrong(STRANGER, "A1042", BORN), // right, but not their child
        await wrong("12015550108", "Z9999", BORN),
        await wrong(MOTHER, "A1042", "01/01/2011"),
      ];
      expect(new Set(said).size).to.equal(1);
      expect(await failures()).to.equal(2);
      for (let tries = 2; tries <= 4; tries++) await wrong(STRANGER, "A1042", BORN);
      expect(await wrong(STRANGER, "A1042", BORN)).to.include("Too many tries");
      expect(await world.say(school, "results", STRANGER)).to.include("Too many tries");
    }).timeout(60_000);

    it("closes an admission number after ten wrong tries a day from anywhere, and the trail tells the office", async () => {
      await school.inside(async () => {
        const have = await models.ProofFailure.count({ where: { admissionNumber: "A1042" } });
        const contact = await models.WhatsappContact.findOne({ rejectOnEmpty: true });
        for (let n = have; n < 9; n++)
          await models.ProofFailure.create({ contactId: contact.id, admissionNumber: "A1042", at: new Date() });
      });
      const other = "12015550107";
      for (const part of ["results", "A1042", BORN]) await world.say(school, part, other);
      const told = await school.inside(() => models.AuditEntry.findAll({ where: { action: "chatbot-closed" } }));
      expect(told.map(({ entityId }) => entityId)).to.deep.equal(["A1042"]);
      for (const part of ["results", "A1042"]) await world.say(school, part);
      expect(await world.say(school, BORN)).to.include("do not match"); // even the right phone with the right date
    });
  });

  describe("a printed code", () => {
    let school: ChattySchool;
    let guardianId: string;
    before(async () => {
      school = await world.school({ proof: "code" });
      guardianId = (await pupil(school)).guardianId;
    });
    const print = (token: string) => ask("POST", `/api/v1/chatbot/guardians/${guardianId}/code`, { token, body: {} });

    it("is made by those who may, for their own guardians, and not kept in the clear", async () => {
      const other = await world.school();
      expect((await print(other.token)).status).to.equal(404);
      const teacher = await makeUser(school, { preset: "subject-teacher" });
      expect((await print(teacher.token)).status).to.be.oneOf([403, 404]);
      const made = await print(school.token);
      expect(made.status).to.equal(201);
      expect((made.body as { code: string }).code).to.match(/^[A-Z2-9]{8}$/);
      const kept = await school.inside(() => models.GuardianCode.findAll({ raw: true }));
      expect(JSON.stringify(kept)).to.not.include((made.body as { code: string }).code);
    });

    it("opens the child's results for any phone, once, and the last one printed only", async () => {
      const [first, second] = [
        (await print(school.token)).body.code as string,
        (await print(school.token)).body.code as string,
      ];
      expect(await world.say(school, "results", STRANGER)).to.include("8-character code");
      expect(await world.say(school, first, STRANGER)).to.include("do not match");
      expect(await world.say(school, `${second.slice(0, 4)} ${second.slice(4)}`, STRANGER)).to.include("Maths 67");
      expect(await world.say(school, "results", STRANGER)).to.include("Maths 67");
      expect(await world.say(school, "results", "12015550108")).to.include("8-character code");
      expect(await world.say(school, second, "12015550108")).to.include("do not match");
      // The phone on file alone opens nothing here.
      expect(await world.say(school, "results", MOTHER)).to.include("8-character code");
    }).timeout(60_000);

    it("is void for another school, and when the number changes hands", async () => {
      const elsewhere = await world.school({ proof: "code" });
      await pupil(elsewhere);
      const code = (await print(school.token)).body.code as string;
      await world.say(elsewhere, "results", STRANGER);
      expect(await world.say(elsewhere, code, STRANGER)).to.include("do not match");
      const change = { type: "user_changed_number", wa_id: "12015550177", body: "changed" };
      await world.tell(school, { type: "system", system: change }, STRANGER);
      expect(await world.say(school, "results", "12015550177")).to.include("8-character code");
      const ended = await school.inside(() => models.Binding.findAll({ where: { endReason: "identity changed" } }));
      expect(ended).to.have.length(1);
    });
  });

  describe("settings", () => {
    let school: ChattySchool;
    before(async () => {
      school = await world.school({ proof: "secret" });
    });
    const path = "/api/v1/chatbot/settings";

    it("begin with a proof by secret, are changed by field, and refuse nonsense by its name", async () => {
      const fresh = await ask("GET", path, { token: school.token });
      expect(fresh.body).to.deep.include({
        welcomeMessage: null,
        languages: ["en", "pt", "fr"],
        proof: "secret",
        proofDays: 365,
      });
      const changed = await ask("PATCH", path, {
        token: school.token,
        body: { welcomeMessage: "Good day 😀", languages: ["pt"], version: fresh.body.version },
      });
      expect(changed.status).to.equal(200);
      expect(changed.body).to.include({ welcomeMessage: "Good day 😀", proof: "secret" });
      const stale = await ask("PATCH", path, { token: school.token, body: { proof: "phone", version: 0 } });
      expect(stale.status).to.equal(409);
      for (const [body, at] of [
        [{ proof: "none" }, "/proof"],
        [{ languages: ["xx"] }, "/languages/0"],
        [{ languages: [] }, "/languages"],
        [{ proofDays: 0 }, "/proofDays"],
      ] as const) {
        const refused = await ask("PATCH", path, { token: school.token, body });
        expect(refused.status).to.equal(422);
        expect(refused.body.errors[0].path).to.equal(at);
      }
      expect((await ask("PATCH", path, { token: school.token, body: { surprise: 1 } })).status).to.equal(422);
      expect(await world.say(school, "menu"))
        .to.include("Good day 😀")
        .and.include("O que quer ver?");
    });

    it("are read and written by those who may", async () => {
      const viewer = await makeUser(school, { preset: "viewer" });
      expect((await ask("GET", path, { token: viewer.token })).status).to.equal(200);
      expect((await ask("PATCH", path, { token: viewer.token, body: { proof: "phone" } })).status).to.equal(403);
      expect((await ask("GET", path, { host: school.host })).status).to.equal(401);
      await world.say(school, "hi");
      const list = await ask("GET", "/api/v1/chatbot/conversations", { token: viewer.token });
      expect(list.body.data[0].phone).to.equal("+120…01");
      const id = list.body.data[0].id as string;
      expect(
        (await ask("GET", `/api/v1/chatbot/conversations/${id}/messages`, { token: viewer.token })).status,
      ).to.equal(403);
      expect(
        await look("SELECT 1 FROM public.whatsapp_contacts WHERE client_id = $1", [school.client.id]),
      ).to.have.length(1);
    });
  });
});
