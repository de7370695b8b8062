import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import type pg from "pg";
import { database } from "../../app/database/connection.js";
import { migrateSchools, type FleetResult } from "../../app/database/migrateSchools.js";
import { schoolMigrations, type SchoolMigration } from "../../app/database/streams.js";
import { closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";
import { until } from "../tenancy/support.js";

/** A level that only this test knows; taken back afterwards, since other tests' schools get it too. */
const NEXT: SchoolMigration = {
  name: "9999-of-tests",
  up: ["ALTER TABLE marks ADD COLUMN of_tests text", "CREATE INDEX marks_of_tests ON marks (of_tests)"],
  down: ["ALTER TABLE marks DROP COLUMN of_tests"],
};

describe("migrating schools", function () {
  this.timeout(120_000);
  let well: School;
  let broken: School;
  let busy: School;
  let later: School;

  before(async () => {
    well = await makeSchool();
    broken = await makeSchool();
    busy = await makeSchool();
    later = await makeSchool();
  });
  afterEach(takeBack);
  after(closeApp);

  const superuser = async <T>(work: (client: pg.Client) => Promise<T>) => asSuperuser(await testDatabase(), work);
  const migrate = async (only?: string): Promise<FleetResult> => {
    const migrations = [...(await schoolMigrations()), NEXT];
    return migrateSchools(database().migratorUrl, database().names, { only, migrations });
  };
  const state = async ({ client: { id }, schema }: School) =>
    superuser(async (client) => {
      const { rows } = await client.query<{ level: string; error: string | null; ledger: boolean; column: boolean }>(
        `SELECT schema_level AS level, migration_error AS error, EXISTS (SELECT 1 FROM public.schema_migrations WHERE client_id = c.id AND name = $2) AS ledger,
           EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass($3) AND attname = 'of_tests' AND NOT attisdropped) AS "column" FROM public.clients c WHERE id = $1`,
        [id, NEXT.name, `"${schema}".marks`],
      );
      return rows[0];
    });

  async function takeBack(): Promise<void> {
    const level = (await schoolMigrations()).at(-1)?.name;
    await superuser(async (client) => {
      const { rows } = await client.query<{ schema: string }>("SELECT schema_name AS schema FROM public.clients");
      for (const { schema } of rows)
        await client.query(`ALTER TABLE IF EXISTS "${schema}".marks DROP COLUMN IF EXISTS of_tests`);
      await client.query("DELETE FROM public.schema_migrations WHERE name = $1", [NEXT.name]);
      await client.query(
        "UPDATE public.clients SET schema_level = $1, migration_error = NULL WHERE schema_level = $2 OR migration_error IS NOT NULL",
        [level, NEXT.name],
      );
    });
  }

  it("does all but the broken one, which keeps its level and says what is wrong; mended, it follows", async () => {
    await superuser((client) => client.query(`ALTER TABLE "${broken.schema}".marks ADD COLUMN of_tests int`));
    const first = await migrate();
    expect(first.migrated).to.include.members([well.schema, busy.schema]);
    expect(first.failed.map(({ schema }) => schema)).to.deep.equal([broken.schema]);
    expect(first.failed[0]?.error).to.match(/^9999-of-tests: .*already exists/);
    expect(await state(well)).to.deep.equal({ level: NEXT.name, error: null, ledger: true, column: true });
    expect(await state(broken)).to.deep.include({ ledger: false, error: first.failed[0]?.error });
    expect((await state(broken))?.level).not.to.equal(NEXT.name);
    await superuser((client) => client.query(`ALTER TABLE "${broken.schema}".marks DROP COLUMN of_tests`));
    expect(await migrate()).to.deep.equal({ migrated: [broken.schema], failed: [] });
    expect(await state(broken)).to.deep.equal({ level: NEXT.name, error: null, ledger: true, column: true });
    expect(await migrate()).to.deep.equal({ migrated: [], failed: [] });
  });

  it("comes back to a busy school after the others, and does not wait for it", async () => {
    const result = await superuser(async (client) => {
      await client.query(`BEGIN; LOCK TABLE "${busy.schema}".marks IN ACCESS SHARE MODE`);
      const running = migrate();
      await until(async () => (await state(later))?.ledger === true);
      await client.query("ROLLBACK");
      return running;
    });
    expect(result.failed).to.deep.equal([]);
    expect(result.migrated.indexOf(busy.schema)).to.be.greaterThan(result.migrated.indexOf(later.schema));
    expect(await state(busy)).to.deep.equal({ level: NEXT.name, error: null, ledger: true, column: true });
  });

  it("gives up on a school that stays busy, keeps nothing half-done in it, and says so", async () => {
    const result = await superuser(async (client) => {
      await client.query(`BEGIN; LOCK TABLE "${busy.schema}".marks IN ACCESS SHARE MODE`);
      const found = await migrate();
      await client.query("ROLLBACK");
      return found;
    });
    expect(result.failed.map(({ schema }) => schema)).to.deep.equal([busy.schema]);
    expect(await state(busy)).to.deep.include({ ledger: false, column: false });
    expect((await state(busy))?.error).to.contain("lock");
  });

  it("does one school alone when it is named", async () => {
    expect(await migrate(well.schema)).to.deep.equal({ migrated: [well.schema], failed: [] });
    expect(await state(busy)).to.deep.include({ ledger: false, column: false });
  });

  it("is done once when two migrators run at the same time", async () => {
    const [one, two] = await Promise.all([migrate(well.schema), migrate(well.schema)]);
    expect([...one.failed, ...two.failed]).to.deep.equal([]);
    expect(await state(well)).to.deep.equal({ level: NEXT.name, error: null, ledger: true, column: true });
  });

  it("tells of each school, and of how many there are", async () => {
    const told: string[] = [];
    const migrations = [...(await schoolMigrations()), NEXT];
    const tell = ({ schema }: { schema: string }, of: number) => void told.push(`${schema} of ${of}`);
    const { migrated } = await migrateSchools(database().migratorUrl, database().names, { migrations, tell });
    expect(migrated.length).to.be.greaterThan(3);
    expect(told).to.have.members(migrated.map((schema) => `${schema} of ${migrated.length}`));
  });

  it("is resumed after SIGKILL at any school: ledger, level and tables agree, and the next run does the rest", async () => {
    const admin = await testDatabase();
    const args = [admin, new URL(admin).pathname.slice(1), "SELECT pg_sleep(0.1)", ...NEXT.up];
    const file = new URL("killedMigration.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, ["--import", "tsx", file, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const schools = [well, broken, busy, later];
    const before = await Promise.all(schools.map(state));
    for (const one of before) expect([one?.column, one?.level === NEXT.name]).to.deep.equal([one?.ledger, one?.ledger]);
    expect((await migrate()).failed).to.deep.equal([]);
    for (const school of schools)
      expect(await state(school)).to.deep.equal({ level: NEXT.name, error: null, ledger: true, column: true });
  });

  it("ends with an error, not with a school to blame, when the database goes away", async () => {
    const sleeping = { ...NEXT, up: ["SELECT pg_sleep(30)"] };
    const running = migrateSchools(database().migratorUrl, database().names, {
      only: well.schema,
      migrations: [...(await schoolMigrations()), sleeping],
    }).then(
      () => "done",
      (error: Error) => error.message,
    );
    const end =
      "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid()";
    await until(async () => superuser(async (client) => ((await client.query(end)).rowCount ?? 0) > 0));
    expect(await running).to.match(/terminat/i);
    expect(await state(well)).to.deep.include({ ledger: false, error: null });
  });

  it("is not stopped by a row whose schema is missing, and makes no table elsewhere for it", async () => {
    const id = "019a0000-0000-7000-8000-00000000dead";
    const insert = `INSERT INTO public.clients (id, name, schema_name, role_name, code, status, timezone, country, locale) VALUES ('${id}', 'x', 'not_there', 'not_there', 'NOT', 'active', 'UTC', 'ZW', 'en')`;
    await superuser((client) => client.query(insert));
    const result = await migrate();
    await superuser((client) => client.query("DELETE FROM public.clients WHERE id = $1", [id]));
    expect(result.failed.map(({ schema }) => schema)).to.deep.equal(["not_there"]);
    expect(result.migrated).to.include(well.schema);
    await superuser(async (client) => {
      const { rows } = await client.query(
        "SELECT 1 FROM pg_class WHERE relname = 'marks' AND relnamespace IN ('public'::regnamespace, 'ext'::regnamespace)",
      );
      expect(rows).to.deep.equal([]);
    });
  });
});
