import { expect } from "chai";
import { closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { forgetVictims, makeVictim, watching, type Victim } from "./support/victim.js";

/** Their texts are words of ours only: states, names of migrations, keys; a hostname is what the tests knock at. */
const WITHOUT_FREE_TEXT = ["schema_migrations", "marks", "report_chunks", "settings", "domains"];

describe("the school that the attacks are after", function () {
  this.timeout(120_000);
  let victim: Victim;
  before(async () => void (victim = await makeVictim()));
  after(async () => {
    await forgetVictims();
    await closeApp();
  });

  it("has rows in every table, its own and the shared ones, and its mark in each that has a text", async () => {
    expect(victim.tables.length).to.be.greaterThan(50);
    await asSuperuser(await testDatabase(), async (client) => {
      for (const { sql, own, name } of victim.tables) {
        const { rowCount } = await client.query(`SELECT 1 FROM ${sql} WHERE ${own}`);
        expect(rowCount, name).to.be.greaterThan(0);
      }
    });
    const tablesWith = new Set(victim.marked.map((column) => column.split(".")[0]));
    const without = victim.tables
      .filter(({ columns }) => columns.some(({ type }) => type === "text"))
      .filter(({ name }) => !tablesWith.has(name))
      .map(({ name }) => name);
    expect(without).to.have.members(WITHOUT_FREE_TEXT);
  });

  it("is watched: one changed letter and one row less are told by the table's name", async () => {
    const id = victim.ids.get("students")?.[0];
    await watching(victim, async (changed) => {
      expect(await changed()).to.deep.equal([]);
      const sql = `UPDATE "${victim.schema}".students SET first_name = first_name || 'x' WHERE id = '${id}'`;
      await asSuperuser(await testDatabase(), (client) => client.query(sql));
      expect(await changed()).to.deep.equal(["students"]);
    });
    await watching(victim, async (changed) => {
      const sql = `DELETE FROM public.api_keys WHERE client_id = '${victim.client.id}'`;
      await asSuperuser(await testDatabase(), (client) => client.query(sql));
      expect(await changed()).to.deep.equal(["public.api_keys"]);
    });
  });
});
