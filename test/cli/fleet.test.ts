import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { newestLevel } from "../../app/database/levels.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { freshKey } from "../support/keys.js";
import { formroom, type Place } from "./formroom.js";

const DATABASE = `frcli${process.pid}`;

/** The command line as an operator has it, in processes of its own, on a database of its own. */
describe("the command line over many schools", function () {
  this.timeout(240_000);
  let home: string;
  let place: Place;
  let address: string;

  before(async () => {
    const admin = await testDatabase();
    await asSuperuser(admin, (client) => client.query(`CREATE DATABASE ${DATABASE}`));
    const url = new URL(admin);
    url.pathname = `/${DATABASE}`;
    address = url.href;
    home = mkdtempSync(join(tmpdir(), "formroom-cli-"));
    place = { home, url: address, keys: freshKey("cli") };
    writeFileSync(
      join(home, "who.mjs"),
      "export default async ({ client, args }) => ({ in: client.schemaName, args });",
    );
    writeFileSync(
      join(home, "fails.mjs"),
      'export default async ({ client }) => { if (client.schemaName === "cli_a") throw new Error("on purpose"); };',
    );
    writeFileSync(join(home, "empty.mjs"), "export const x = 1;");
    for (const schema of ["cli_a", "cli_b"])
      await run("tenants", "create", schema, "--name", schema, "--admin-email", "a@example.test", "--country", "ZW");
  });
  after(async () => {
    await asSuperuser(await testDatabase(), async (client) => {
      await client.query(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
      const sql = "SELECT rolname AS role FROM pg_roles WHERE starts_with(rolname, $1)";
      const { rows } = await client.query<{ role: string }>(sql, [`${DATABASE}_`]);
      for (const { role } of rows) await client.query(`DROP ROLE "${role}"`);
    });
    rmSync(home, { recursive: true, force: true });
  });

  const run = (...argv: string[]) => formroom(place, ...argv);
  const superuser = (sql: string) => asSuperuser(address, (client) => client.query(sql));
  const lines = (text: string) =>
    text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  async function lower(schema: string): Promise<void> {
    await superuser(`DROP TABLE ${schema}.recent_records, ${schema}.preferences, ${schema}.saved_views`);
    await superuser(
      `DELETE FROM public.schema_migrations WHERE name = '0003-frame' AND client_id = (SELECT id FROM public.clients WHERE schema_name = '${schema}')`,
    );
  }

  it("says each school's level, migrates one, then all, and ends with 1 when one failed", async () => {
    await lower("cli_a");
    await lower("cli_b");
    const seen = await run("tenants", "migrations", "--json");
    expect(lines(seen.out).map((one) => [one.schemaName, one.state, (one.missing as string[])[0]])).to.deep.equal([
      ["cli_a", "behind", "0003-frame"],
      ["cli_b", "behind", "0003-frame"],
    ]);
    const doctor = await run("doctor");
    expect(doctor.out).to.match(/WRONG behind \S+: cli_a \(not tried\), cli_b \(not tried\)/);
    const one = await run("tenants", "migrate", "cli_a", "--json");
    expect([one.status, lines(one.out)]).to.deep.equal([0, [{ schema: "cli_a" }]]);
    await superuser("CREATE TABLE cli_b.preferences (id uuid)");
    const failed = await run("tenants", "migrate", "--all");
    expect([failed.status, failed.out.trim()]).to.deep.equal([1, "0 migrated, 1 failed"]);
    expect(failed.err).to.match(/cli_b: 0003-frame: .*already exists/);
    await superuser("DROP TABLE cli_b.preferences");
    const mended = await run("tenants", "migrate", "--all");
    expect([mended.status, mended.out.trim()]).to.deep.equal([0, "1 migrated, 0 failed"]);
    const level = await newestLevel();
    const now = lines((await run("tenants", "migrations", "--json")).out);
    expect(now.map((line) => [line.schemaLevel, line.state, line.error])).to.deep.equal(
      Array(2).fill([level, "current", null]),
    );
  });

  it("runs a file inside one school with what stands after --, and inside each", async () => {
    const one = await run("tenants", "run", "cli_b", join(home, "who.mjs"), "--", "x", "--y");
    expect([one.status, lines(one.out)], one.err).to.deep.equal([0, [{ in: "cli_b", args: ["x", "--y"] }]]);
    const all = await run("tenants", "each", join(home, "who.mjs"), "--parallel", "2");
    expect(all.status, all.err).to.equal(0);
    expect(lines(all.out)).to.have.deep.members([
      { schema: "cli_a", ok: true, result: { in: "cli_a", args: [] } },
      { schema: "cli_b", ok: true, result: { in: "cli_b", args: [] } },
    ]);
  });

  it("ends with 1 when a school failed, at once or after the others", async () => {
    const failed = { schema: "cli_a", ok: false, error: "on purpose" };
    const stopped = await run("tenants", "each", join(home, "fails.mjs"));
    expect([stopped.status, lines(stopped.out)]).to.deep.equal([1, [failed]]);
    const kept = await run("tenants", "each", join(home, "fails.mjs"), "--keep-going");
    expect([kept.status, lines(kept.out)]).to.deep.equal([1, [failed, { schema: "cli_b", ok: true }]]);
  });

  it("says what was wrongly asked", async () => {
    expect((await run("tenants", "migrate")).status).to.equal(2);
    expect((await run("tenants", "migrate", "cli_a", "--all")).status).to.equal(2);
    expect((await run("tenants", "each", join(home, "who.mjs"), "--parallel", "0")).status).to.equal(2);
    expect((await run("tenants", "migrate", "no_such")).status).to.equal(1);
    expect((await run("tenants", "run", "no_such", join(home, "who.mjs"))).status).to.equal(1);
    expect((await run("tenants", "run", "cli_a", join(home, "empty.mjs"))).err).to.contain("exports no function");
  });

  it("has doctor find a wall that was taken down, a stray schema and role, and a school without its schema", async () => {
    const bad = async (sql: string, back: string) => {
      await superuser(sql);
      const { out } = await run("doctor");
      await superuser(back);
      return out;
    };
    expect((await run("doctor")).out).to.contain("ok    every shared table is walled");
    const walls = await bad(
      "ALTER TABLE public.users NO FORCE ROW LEVEL SECURITY",
      "ALTER TABLE public.users FORCE ROW LEVEL SECURITY",
    );
    expect(walls).to.contain("WRONG tables of public without their wall: users");
    const stray = await bad(
      `CREATE SCHEMA stray AUTHORIZATION ${DATABASE}_owner; CREATE ROLE ${DATABASE}_s_stray; ALTER SCHEMA cli_a RENAME TO cli_z`,
      `DROP SCHEMA stray; DROP ROLE ${DATABASE}_s_stray; ALTER SCHEMA cli_z RENAME TO cli_a`,
    );
    for (const what of ["cli_a: no schema", "stray: a schema without a school", "_s_stray: a role without a school"])
      expect(stray).to.contain(what);
  });
});
