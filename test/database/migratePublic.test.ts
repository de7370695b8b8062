import { expect } from "chai";
import type pg from "pg";
import { migratePublic } from "../../app/database/migratePublic.js";
import { setUp } from "../../app/database/setup.js";
import { publicMigrations } from "../../app/database/streams.js";
import { asSuperuser } from "../support/database.js";
import { tablesOf, withScratch } from "./scratch.js";

describe("the migrations of public", function () {
  this.timeout(120_000);

  it("go up, change nothing the second time, and go down again, the last one first", () =>
    withScratch(({ address, names }) =>
      asSuperuser(address, async (client) => {
        const all = (await publicMigrations()).map(({ name }) => name);
        expect(await migratePublic(client, names)).to.deep.equal(all);
        const before = await tablesOf(client, "public");
        expect(before).to.include.members(["clients", "users", "migrations", "outbox_messages"]);
        expect(await migratePublic(client, names)).to.deep.equal([]);
        expect(await tablesOf(client, "public")).to.deep.equal(before);
        await client.query(`SET ROLE "${names.owner}"`);
        for (const { undo } of (await publicMigrations()).reverse())
          for (const statement of undo(names)) await client.query(statement);
        await client.query("DELETE FROM public.migrations; RESET ROLE");
        expect(await tablesOf(client, "public")).to.deep.equal(["migrations"]);
        expect(await migratePublic(client, names)).to.deep.equal(all);
        expect(await tablesOf(client, "public")).to.deep.equal(before);
      }),
    ));

  it("are applied once when two servers start at the same time", () =>
    withScratch(async ({ address, names }) => {
      const run = () => asSuperuser(address, (client) => migratePublic(client, names));
      const [one, two] = await Promise.all([run(), run()]);
      expect([...one, ...two].sort()).to.deep.equal((await publicMigrations()).map(({ name }) => name));
    }));

  it("leave nothing of one that fails half-way, name it, and go on from there the next time", () =>
    withScratch(({ address, names }) =>
      asSuperuser(address, async (client) => {
        await client.query("CREATE TABLE public.operations (id int)");
        const said = await migratePublic(client, names).then(
          () => "",
          (error: Error) => error.message,
        );
        expect(said).to.match(/public\/0002-school-side failed: .*operations/);
        const tables = await tablesOf(client, "public");
        expect(tables).to.include("clients");
        expect(tables).not.to.include("users");
        expect(await ledger(client)).to.deep.equal(["0001-directory.js"]);
        await client.query("DROP TABLE public.operations");
        expect(await migratePublic(client, names)).to.include("0002-school-side");
      }),
    ));
});

describe("the set-up of a database", function () {
  this.timeout(120_000);

  it("run again changes nothing: roles, memberships, rights and settings stay", () =>
    withScratch(({ address, names }) =>
      asSuperuser(address, async (client) => {
        await migratePublic(client, names);
        const before = await picture(client, names.prefix);
        expect(await setUp(client, names, { app: "app", migrator: "migrator", jobs: "jobs" })).to.deep.equal([]);
        expect(await picture(client, names.prefix)).to.deep.equal(before);
      }),
    ));

  it("leaves PUBLIC no right on the database, on public, or to make temporary tables", () =>
    withScratch(({ address }) =>
      asSuperuser(address, async (client) => {
        const { rows } = await client.query(
          `SELECT 1 FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE d.datname = current_database() AND a.grantee = 0
           UNION ALL SELECT 1 FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname IN ('public', 'nowhere', 'jobs') AND a.grantee = 0`,
        );
        expect(rows).to.deep.equal([]);
      }),
    ));
});

const ledger = async (client: pg.Client) =>
  (await client.query<{ name: string }>("SELECT name FROM public.migrations ORDER BY 1")).rows.map((row) => row.name);

async function picture(client: pg.Client, prefix: string): Promise<unknown[]> {
  const { rows } = await client.query(
    `SELECT rolname::text AS a, concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcanlogin, rolbypassrls) AS b FROM pg_roles WHERE starts_with(rolname, $1)
     UNION ALL SELECT r.rolname, g.rolname || ' ' || m.admin_option FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member JOIN pg_roles g ON g.oid = m.roleid WHERE starts_with(g.rolname, $1)
     UNION ALL SELECT nspname, nspacl::text FROM pg_namespace WHERE nspname !~ '^pg_' UNION ALL SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
     UNION ALL SELECT datname, datacl::text FROM pg_database WHERE datname = current_database() UNION ALL SELECT r.rolname, s.setconfig::text FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole ORDER BY 1, 2`,
    [prefix],
  );
  return rows;
}
