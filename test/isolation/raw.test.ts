import { expect } from "chai";
import { closeApp } from "../support/app.js";
import { brokenFor, enterSchool } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";
import { publicTables } from "./support/catalogue.js";
import { MARK } from "./support/plant.js";
import { rawAttack, trial } from "./support/rawAttack.js";
import { forgetVictims, makeVictim, watching, type Victim } from "./support/victim.js";

/** What of public every school may read: nothing of anybody else is in it. */
const EVERYBODYS: string[] = [];

describe("raw SQL as one school's role", function () {
  this.timeout(120_000);
  let attacker: School;
  let victim: Victim;
  before(async () => {
    attacker = await makeSchool();
    victim = await makeVictim();
  });
  after(async () => {
    await forgetVictims();
    await closeApp();
  });

  it("reads, counts, locks, writes, changes and deletes nothing in any table of the other's schema or shared with it", async () => {
    await watching(victim, async (changed) => {
      expect(await brokenFor([], (client) => rawAttack(client, attacker, victim))).to.deep.equal([]);
      expect(await changed()).to.deep.equal([]);
    });
  });

  it("is refused every verb on every table of public that is not shared by schools", async () => {
    await brokenFor([], async (client) => {
      const shared = new Set(victim.tables.filter((table) => table.shared).map(({ name }) => name));
      const others = (await publicTables(client)).filter((name) => !shared.has(name) && !EVERYBODYS.includes(name));
      expect(others).to.include.members(["platform_users", "platform_sessions", "migrations"]);
      await enterSchool(client, attacker);
      for (const name of others)
        for (const sql of [
          `SELECT 1 FROM public."${name}"`,
          `DELETE FROM public."${name}"`,
          `INSERT INTO public."${name}" DEFAULT VALUES`,
        ])
          expect(await trial(client, sql, false), sql).to.equal(undefined);
    });
  });

  it("sees nothing of the other's values in the planner's statistics", async () => {
    const [own, shared] = ["staff", "users"].map(
      (table) => `SELECT 1 FROM pg_stats WHERE tablename = '${table}' AND histogram_bounds::text ILIKE '%${MARK}%'`,
    );
    await brokenFor([`ANALYZE "${victim.schema}".staff`, "ANALYZE public.users"], async (client) => {
      expect((await client.query(own!)).rowCount, "they are there").to.be.greaterThan(0);
      expect((await client.query(shared!)).rowCount, "they are there").to.be.greaterThan(0);
      await enterSchool(client, attacker);
      expect(await trial(client, own!, true)).to.equal(undefined);
      expect(await trial(client, shared!, true)).to.equal(undefined);
    });
  });
});
