import { expect } from "chai";
import type pg from "pg";
import { database, sequelize } from "../../app/database/connection.js";
import { HARDENING } from "../../app/database/setup.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { closeApp } from "../support/app.js";
import { brokenFor, refusal } from "../support/breakWall.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";

/** Tables and views outside the catalogue that whoever is connected may touch in any way. */
const reachable = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
          AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE')`,
    )
  ).rows.map((row) => row.name);

describe("the logins", () => {
  let a: School;
  before(async () => void (a = await makeSchool()));
  after(closeApp);

  it("reads nothing as the app's login: no table is reachable without taking a role", async () => {
    const found = await asSuperuser(database().url.href, async (client) => {
      expect((await client.query("SHOW search_path")).rows).to.deep.equal([{ search_path: "nowhere" }]);
      return reachable(client);
    });
    expect(found).to.deep.equal([]);
  });

  it("reads nothing after RESET ROLE in a school's scope", async () => {
    const found = await asSuperuser(database().url.href, async (client) => {
      await client.query(`BEGIN; SET LOCAL ROLE "${a.client.roleName}"`);
      expect(await reachable(client)).to.include(`${a.schema}.students`);
      await client.query("RESET ROLE");
      return reachable(client);
    });
    expect(found).to.deep.equal([]);
  });

  it("proves that check: a login that inherits its roles reaches every school", async () => {
    const { app } = database().names;
    const found = await brokenFor(
      [`GRANT "${a.client.roleName}" TO "${app}" WITH INHERIT TRUE`, `SET LOCAL SESSION AUTHORIZATION "${app}"`],
      reachable,
    );
    expect(found).to.include(`${a.schema}.students`);
  });

  it("owns nothing, may make nothing and has no attribute of a master", async () => {
    const { names } = database();
    await asSuperuser(await testDatabase(), async (client) => {
      const { rows } = await client.query(
        `SELECT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
            EXISTS (SELECT 1 FROM pg_shdepend WHERE refobjid = r.oid AND deptype = 'o') AS owns,
            has_database_privilege(r.oid, current_database(), 'CREATE') AS creates, has_database_privilege(r.oid, current_database(), 'TEMP') AS temp
           FROM pg_roles r WHERE rolname = $1`,
        [names.app],
      );
      expect(Object.values(rows[0] as object)).to.deep.equal(Array(9).fill(false));
    });
  });

  it("keeps the job store's login out of public and of every school", async () => {
    const found = await asSuperuser(database().jobsUrl, reachable);
    expect(found.filter((name) => !/^(jobs\.)?agenda/.test(name))).to.deep.equal([]);
  });

  it("keeps the platform's role out of every school", async () => {
    const said = await refusal(() => withPlatform(() => sequelize.query(`select * from "${a.schema}".students`)));
    expect(said).to.equal("42501");
  });

  it("gives a school's role no login and only the group of schools", async () => {
    await asSuperuser(await testDatabase(), async (client) => {
      const { rows } = await client.query(
        `SELECT r.rolcanlogin AS login, array_agg(g.rolname::text) AS groups FROM pg_roles r JOIN pg_auth_members m ON m.member = r.oid
          JOIN pg_roles g ON g.oid = m.roleid WHERE r.rolname = $1 GROUP BY 1`,
        [a.client.roleName],
      );
      expect(rows).to.deep.equal([{ login: false, groups: [database().names.school] }]);
    });
  });

  for (const [what, check] of [
    ["set_config", "has_function_privilege(r, 'set_config(text, text, boolean)', 'EXECUTE')"],
    ["plpgsql", "has_language_privilege(r, 'plpgsql', 'USAGE')"],
    ["SQL functions", "has_language_privilege(r, 'sql', 'USAGE')"],
  ] as const)
    it(`takes ${what} from every role of ours`, async () => {
      const { names } = database();
      const held = async (client: pg.Client) =>
        (
          await client.query<{ r: string }>(`SELECT r FROM unnest($1::text[]) r WHERE ${check}`, [
            [...Object.values(names).filter((name) => name !== names.prefix), a.client.roleName],
          ])
        ).rows;
      expect(await brokenFor([], held)).to.deep.equal([]);
      const broken = HARDENING.map((one) => one.replace("REVOKE", "GRANT").replace("FROM PUBLIC", "TO PUBLIC"));
      expect(await brokenFor(broken, held)).not.to.deep.equal([]);
    });
});
