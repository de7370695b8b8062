import { expect } from "chai";
import pg from "pg";
import { horizon } from "../../app/audit/horizon.js";
import { sealTrail, sealTrails } from "../../app/audit/sealTrails.js";
import { PLATFORM_TRAIL, sealsOf, trailOfClient, type Trail } from "../../app/audit/trails.js";
import { verifyTrail } from "../../app/audit/verifyTrail.js";
import { sequelize } from "../../app/database/connection.js";
import "../../models/index.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { buildSubject } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { testDatabase } from "../support/database.js";
import { freshKey, withKeys } from "../support/keys.js";
import { makeSchool, type School } from "../support/schools.js";

const now = () => new Date(Date.now() + 1).toISOString().replace("Z", "000Z");
const LATER = "2100-01-01T00:00:00.000000Z";

describe("the seals of the trail", () => {
  let school: School;
  let trail: Trail;
  let root: pg.Client;
  before(async () => {
    school = await makeSchool();
    trail = trailOfClient(school.client);
    root = new pg.Client(await testDatabase());
    await root.connect();
  });
  after(async () => {
    await root.end();
    await closeApp();
  });
  /** Three more entries, sealed; the newest first. */
  async function sealed(): Promise<string[]> {
    for (let count = 0; count < 3; count++) await school.inside(() => buildSubject());
    await sealTrail(trail, now());
    const rows = await school.inside(() => AuditEntry.findAll({ order: [["at", "DESC"]], limit: 3 }));
    return rows.map((row) => row.id);
  }
  const findings = async () => (await verifyTrail(trail)).findings;
  const table = () => `"${school.schema}".audit_log`;
  const asRoot = (sql: string, bind: unknown[] = []) => root.query(sql, bind);

  it("hold every entry once, each seal continuing the one before, and a second look adds none", async () => {
    await sealed();
    await sealed();
    const told = await verifyTrail(trail);
    expect(told).to.deep.include({ findings: [], unsealed: 0 });
    expect(told.entries).to.equal(await school.inside(() => AuditEntry.count()));
    expect(told.seals).to.be.at.least(2);
    await sealTrail(trail, now());
    expect((await verifyTrail(trail)).seals).to.equal(told.seals);
  });

  it("tell a changed, a missing and an added entry, each by its id", async () => {
    const [changed, missing] = await sealed();
    await asRoot(`UPDATE ${table()} SET after = after || '{"name": "Other"}' WHERE id = $1`, [changed]);
    expect((await findings()).join()).to.match(new RegExp(`entry ${changed} was changed`));
    await asRoot(`UPDATE ${table()} SET after = after - 'name' || jsonb_build_object('name', 'x') WHERE id = $1`, [
      changed,
    ]);
    await asRoot(`DELETE FROM ${table()} WHERE id = $1`, [missing]);
    const added = "01900000-0000-7000-8000-000000000001";
    await asRoot(
      `INSERT INTO ${table()} (id, at, actor_id, actor_name, actor_kind, action, entity, entity_id)
       SELECT $1, min(at) + interval '1 millisecond', 'x', 'x', 'user', 'update', 'Mark', 'x' FROM ${table()}`,
      [added],
    );
    const told = (await findings()).join("\n");
    expect(told).to.include(`entry ${changed} was changed`);
    expect(told).to.include(`entry ${missing} is missing`);
    expect(told).to.include(`entry ${added} was added afterwards`);
    expect((await findings()).length).to.equal(3);
  });

  it("tell a seal that was changed, taken away or made without the key", async () => {
    school = await makeSchool();
    trail = trailOfClient(school.client);
    await sealed();
    await sealed();
    const ours = "client_id = $1";
    await asRoot(`UPDATE public.audit_seals SET entries = entries - 1 WHERE ${ours} AND number = 2`, [
      school.client.id,
    ]);
    expect(await findings()).to.deep.equal(["seal 2 was changed"]);
    await asRoot(`DELETE FROM public.audit_seals WHERE ${ours} AND number = 1`, [school.client.id]);
    expect((await findings())[0]).to.equal("seal 1 is missing");
    const told = await withKeys(freshKey("new"), findings);
    expect(told.join()).to.match(/made with the key \w+, which is not in SECRET_KEYS/);
  });

  it("are read by the school and written by nobody of it", async () => {
    await sealed();
    const count = () =>
      sequelize.query("SELECT count(*) FROM public.audit_seals WHERE client_id <> $1", { bind: [school.client.id] });
    const [[row]] = (await school.inside(count)) as unknown as [[{ count: string }]];
    expect(row.count).to.equal("0");
    for (const statement of ["DELETE FROM public.audit_seals", "UPDATE public.audit_seals SET number = 9"])
      expect(await refusal(() => school.inside(() => sequelize.query(statement)))).to.equal("42501");
  });

  it("wait for a transaction that goes on, so that no entry comes into a sealed stretch", async () => {
    const other = await makeSchool();
    const its = trailOfClient(other.client);
    await sealTrail(its, LATER);
    const slow = new pg.Client(await testDatabase());
    await slow.connect();
    try {
      await slow.query("BEGIN");
      const { rows } = await slow.query<{ began: Date }>("SELECT now() AS began");
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(new Date(await horizon()).getTime()).to.be.below(rows[0]!.began.getTime());
    } finally {
      await slow.end();
    }
  });

  it("are made by the job for schools and platform alike, for what is older than any transaction", async () => {
    const other = await makeSchool();
    await asRoot(`UPDATE "${other.schema}".audit_log SET at = at - interval '1 hour'`);
    await sealTrails();
    const told = await verifyTrail(trailOfClient(other.client));
    expect(told).to.deep.include({ findings: [], unsealed: 0 });
    expect(told.entries).to.be.above(0);
    await sealTrail(PLATFORM_TRAIL, now());
    expect((await verifyTrail(PLATFORM_TRAIL)).findings).to.deep.equal([]);
    expect(await sealsOf(PLATFORM_TRAIL, "last")).to.have.length(1);
  });
});
