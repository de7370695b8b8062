import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { INTENTS } from "../../app/chatbot/understanding/types.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { closeApp } from "../support/app.js";
import { pupil, World, type ChattySchool } from "../chatbot/glue/world.js";
import { tablesOf } from "./support/catalogue.js";
import { betrays, watching, type Victim } from "./support/victim.js";

const corpus = new URL("../../app/chatbot/understanding/corpus/", import.meta.url);
const CHILD = { firstName: "Zqleakqz", admissionNumber: "ZQLEAKQZ1" };

/** A parent of one school writes to the other's number: each thing that can be asked, in each language it is asked in. */
describe("the chatbot, asked at one school for another's child", function () {
  this.timeout(240_000);
  let world: World;
  let asked: ChattySchool;
  let victim: Victim & ChattySchool;
  before(async () => {
    world = await World.open();
    asked = await world.school();
    const school = await world.school();
    await pupil(school, CHILD);
    const tables = await asSuperuser(await testDatabase(), (client) => tablesOf(client, school));
    victim = { ...school, tables, ids: new Map(), marked: [] };
  });
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });

  async function examples(intent: string): Promise<string[]> {
    const found: string[] = [];
    for (const language of ["en", "fr", "pt", "sn", "nd"]) {
      const texts = JSON.parse(await readFile(new URL(`${language}.json`, corpus), "utf8")) as Record<string, string[]>;
      found.push(...(texts[intent] ?? []).slice(0, 2));
    }
    return [
      ...found,
      `${intent.replaceAll("_", " ")} ${CHILD.firstName}`,
      `${intent} ${CHILD.admissionNumber} 2011-02-28`,
    ];
  }

  for (const intent of INTENTS)
    it(`tells nothing of it, whoever asks for ${intent.replaceAll("_", " ")}`, async () => {
      await watching(victim, async (changed) => {
        for (const text of await examples(intent)) {
          const answer = await world.say(asked, text);
          expect(betrays(answer), `${text} → ${answer}`).to.equal(false);
          expect(answer).not.to.contain(victim.schema);
        }
        expect(await changed()).to.deep.equal([]);
      });
    });

  it("tells nothing to whoever is known at both, and takes no button that the other school has shown", async () => {
    world.newPhone();
    await pupil(asked, { firstName: "Tariro", waId: world.me });
    await pupil(victim, { ...CHILD, admissionNumber: "ZQLEAKQZ2", waId: world.me });
    await pupil(victim, { firstName: "Zqleakqz Two", waId: world.me, guardianId: await guardianThere() });
    await world.say(victim, "results");
    const options = world.options();
    expect(options.length).to.be.greaterThan(0);
    await world.settle();
    await watching(victim, async (changed) => {
      for (const { id } of options) expect(betrays(await world.pressId(asked, id))).to.equal(false);
      expect(await world.say(asked, "results"))
        .to.contain("Tariro")
        .and.not.match(/zqleakqz/i);
      expect(await changed()).to.deep.equal([]);
    });
  });

  it("proved: the same words at the child's own school tell", async () => {
    world.newPhone();
    await pupil(victim, { ...CHILD, admissionNumber: "ZQLEAKQZ3", waId: world.me });
    expect(betrays(await world.say(victim, "results"))).to.equal(true);
  });

  const guardianThere = () =>
    victim.inside(async () => {
      const { Guardian } = await import("../../models/school/Guardian.js");
      return (await Guardian.findOne({ where: { phone: `+${world.me}` }, rejectOnEmpty: true })).id;
    });
});
