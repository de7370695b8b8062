import { expect } from "chai";
import { definedJobs, runJob } from "../../app/engine/defineJob.js";
import { configure, env } from "../../app/env.js";
import { forgetClients } from "../../app/tenancy/resolve.js";
import "../../jobs/index.js";
import { useHome } from "../engine/papers.js";
import { closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { superuser } from "../tenancy/newSchools.js";
import { tablesOf } from "./support/catalogue.js";
import { MARK } from "./support/plant.js";
import { forgetVictims, makeVictim, watch, type Victim, type Watch } from "./support/victim.js";

/** Jobs carry no payload: what they work on are rows. So rows of one school are made to name the other's, in every shared table. */
describe("every job, given one school's rows that name another's", function () {
  this.timeout(180_000);
  let attacker: School;
  let victim: Victim;
  let watched: Watch;
  let copied: string[];
  let leaveHome: () => void;
  const usual = env.WHATSAPP_API_URL;
  before(async () => {
    leaveHome = await useHome();
    configure({ WHATSAPP_API_URL: "http://127.0.0.1:9" }); // nobody listens: nothing leaves this machine
    attacker = await makeSchool();
    victim = await makeVictim();
    copied = await copyAll();
    // A school that is suspended is worked for by no pump: whatever changes there was done for somebody else.
    await superuser(`UPDATE public.clients SET status = 'suspended' WHERE id = '${victim.client.id}'`);
    forgetClients();
    watched = await watch(victim);
  });
  after(async () => {
    await watched?.end();
    configure({ WHATSAPP_API_URL: usual });
    await forgetVictims(attacker);
    await closeApp();
    leaveHome();
  });

  /** Each of the victim's shared rows once more, as the attacker's: its ids, its references and its texts as they are. */
  async function copyAll(): Promise<string[]> {
    return asSuperuser(await testDatabase(), async (client) => {
      const done: string[] = [];
      await client.query("SET session_replication_role = replica");
      for (const { name, sql, own, shared, columns } of victim.tables) {
        if (!shared || name === "clients" || name === "schema_migrations") continue;
        const as: Record<string, string> = {
          client_id: `'${attacker.client.id}'`,
          client_role: `'${attacker.client.roleName}'`,
        };
        const fields = columns.map((column) => `"${column.name}"`).join(", ");
        const texts = columns.filter(({ type }) => type === "text").map((column) => column.name);
        const variants = [["id"], ["gen_random_uuid()"], ...texts.map((text) => ["gen_random_uuid()", text])];
        for (const [id = "", changed] of variants) {
          const values = columns.map(({ name: column, type }) => {
            if (column === "id" && type === "uuid") return id;
            return as[column] ?? (column === changed ? `"${column}" || 'x'` : `"${column}"`);
          });
          const copy = `INSERT INTO ${sql} (${fields}) SELECT ${values.join(", ")} FROM ${sql} WHERE ${own}`;
          const made = await client.query(copy).then(
            () => true,
            () => false,
          );
          if (made) done.push(name);
          if (made && id !== "id") break;
        }
      }
      return done;
    });
  }

  it("has such rows in the tables that jobs claim from", () => {
    expect(copied).to.include.members(["open_work", "outbox_messages", "inbound_messages"]);
  });

  for (const job of definedJobs())
    it(`${job.name} writes nothing into the other's tables, and brings nothing of it home`, async () => {
      await runJob(job, new AbortController().signal).catch(() => undefined);
      const own = new Set(victim.tables.filter(({ shared }) => !shared).map(({ name }) => name));
      expect((await watched.changed()).filter((name) => own.has(name))).to.deep.equal([]);
      await asSuperuser(await testDatabase(), async (client) => {
        for (const { sql, shared, name } of await tablesOf(client, attacker)) {
          if (shared) continue;
          const { rowCount } = await client.query(`SELECT 1 FROM ${sql} t WHERE t::text ILIKE '%${MARK}%'`);
          expect(rowCount, `${name} of the attacker's`).to.equal(0);
        }
      });
    });
});
