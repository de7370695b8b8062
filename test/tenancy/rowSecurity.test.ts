import { expect } from "chai";
import type pg from "pg";
import { sequelize } from "../../app/database/connection.js";
import { User } from "../../models/public/User.js";
import { closeApp } from "../support/app.js";
import { brokenFor, enterSchool, refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";

/** Tables of public with a client that are not walled by forced row-level security keyed by current_user. */
async function unwalled(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND (c.relname = 'clients' OR EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid AND attname = 'client_id' AND NOT attisdropped))
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity
          AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.policyname NOT IN ('platform', 'owner')
            AND (coalesce(p.qual, 'none') !~ '^\\((client_role|role_name) = CURRENT_USER\\)$'
              OR coalesce(p.with_check, p.qual) IS DISTINCT FROM p.qual OR p.permissive <> 'PERMISSIVE')))
      ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

/** Views and functions of public would run with their owner's eyes. */
const backdoors = async (client: pg.Client) =>
  (
    await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
    )
  ).rows.map((row) => row.name);

const FILLERS: Record<string, string> = {
  uuid: "gen_random_uuid()",
  text: "'x'",
  "timestamp with time zone": "now()",
  integer: "1",
  jsonb: "'{}'",
  boolean: "false",
  bytea: "'x'",
  name: "current_user",
  date: "now()", // prettier-ignore
};

interface Column {
  name: string;
  type: string;
}

/** Puts a row of a school into a table, whatever its columns are: checks and foreign keys are out of the way in this transaction. */
async function plant(client: pg.Client, table: string, school: School): Promise<void> {
  const { rows: checks } = await client.query<{ name: string }>(
    "SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
    [`public.${table}`],
  );
  for (const { name } of checks) await client.query(`ALTER TABLE public.${table} DROP CONSTRAINT "${name}"`);
  const { rows: columns } = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND attname NOT IN ('client_id', 'client_role')`,
    [`public.${table}`],
  );
  const values = columns.map(({ type }) => FILLERS[type] ?? `unknown type ${type}`);
  await client.query("SET LOCAL session_replication_role = replica");
  await client.query(
    `INSERT INTO public.${table} (client_id, client_role${columns.map(({ name }) => `, "${name}"`).join("")}) VALUES ('${school.client.id}', '${school.client.roleName}'${values.map((value) => `, ${value}`).join("")})`,
  );
}

describe("row-level security on public", () => {
  let a: School;
  let b: School;
  let tables: string[];

  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    tables = await brokenFor([], async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'client_role' AND NOT t.attisdropped
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
      );
      return rows.map((row) => row.name);
    });
  });
  after(closeApp);

  it("is forced and keyed by current_user on every table that has a client", async () => {
    expect(await brokenFor([], unwalled)).to.deep.equal([]);
  });

  for (const [what, statement] of [
    ["a new table without any", "CREATE TABLE public.planted (client_id uuid)"],
    ["a table whose owner passes it by", "ALTER TABLE public.users NO FORCE ROW LEVEL SECURITY"],
    ["a table where it is off", "ALTER TABLE public.api_keys DISABLE ROW LEVEL SECURITY"],
    ["a policy keyed by a setting", "CREATE POLICY planted ON public.users USING (client_id::text = current_setting('app.client_id'))"], // prettier-ignore
    ["a policy that lets all in", "CREATE POLICY planted ON public.users USING (true)"],
    ["a policy that lets others' rows be written", "CREATE POLICY planted ON public.users FOR INSERT WITH CHECK (true)"], // prettier-ignore
  ] as const)
    it(`would find ${what}`, async () => {
      expect(await brokenFor([statement], unwalled)).to.have.length(1);
    });

  it("has no view and no function in public that would look past it", async () => {
    expect(await brokenFor([], backdoors)).to.deep.equal([]);
    expect(await brokenFor(["CREATE VIEW public.planted AS SELECT * FROM public.users"], backdoors)).to.deep.equal(["planted"]); // prettier-ignore
  });

  it("shows no row of another school in any table, and lets none be changed, deleted or written", async () => {
    expect(tables).to.include.members(["users", "refresh_tokens", "panel_sessions", "api_keys", "operations", "open_work", "outbox_messages", "inbound_messages", "whatsapp_contacts"]); // prettier-ignore
    for (const table of tables) {
      await brokenFor([], async (client) => {
        await plant(client, table, b);
        await enterSchool(client, a);
        const trial = async (sql: string) => {
          await client.query("SAVEPOINT trial");
          const said = await refusal(async () => {
            const { rowCount } = await client.query(sql);
            if (rowCount) throw new Error(`${rowCount} rows`);
          });
          await client.query("ROLLBACK TO trial");
          return said;
        };
        const theirs = `client_id = '${b.client.id}'`;
        expect(await trial(`SELECT 1 FROM public.${table} WHERE ${theirs}`), `${table} read`).to.be.oneOf(["", "42501"]); // prettier-ignore
        expect(await trial(`UPDATE public.${table} SET client_role = current_user WHERE ${theirs}`), `${table} update`).to.be.oneOf(["", "42501", "23503"]); // prettier-ignore
        expect(await trial(`DELETE FROM public.${table} WHERE ${theirs}`), `${table} delete`).to.be.oneOf(["", "42501"]); // prettier-ignore
        expect(await trial(`INSERT INTO public.${table} (client_id, client_role) VALUES ('${b.client.id}', '${b.client.roleName}')`), `${table} insert`).to.equal("42501"); // prettier-ignore
      });
    }
  });

  it("proves that check: without it the other school's row is there, in each table that schools may read", async () => {
    for (const table of tables.filter((name) => name !== "schema_migrations")) {
      const rows = await brokenFor([`ALTER TABLE public.${table} DISABLE ROW LEVEL SECURITY`], async (client) => {
        await plant(client, table, b);
        await enterSchool(client, a);
        return (await client.query(`SELECT 1 FROM public.${table} WHERE client_id = '${b.client.id}'`)).rows;
      });
      expect(rows, table).not.to.deep.equal([]);
    }
  });

  it("shows a school its own row of clients and no other", async () => {
    const [rows] = await a.inside(() => sequelize.query("select id from public.clients"));
    expect(rows).to.deep.equal([{ id: a.client.id }]);
  });

  it("refuses a row that is the school's by role and another's by client", async () => {
    const one = { email: "x@both.example.test", firstName: "X", lastName: "X", passwordHash: "none" };
    const said = await refusal(() => a.inside(() => User.create({ ...one, clientId: b.client.id })));
    expect(said).to.equal("23503");
  });

  it("lets two schools have a user of the same e-mail or phone, and one school only one", async () => {
    const one = { email: "same@both.example.test", phone: "+12025550142", firstName: "S", lastName: "S", passwordHash: "none" }; // prettier-ignore
    for (const school of [a, b]) await school.inside(() => User.create({ ...one, clientId: school.client.id }));
    expect(await refusal(() => a.inside(() => User.create({ ...one, phone: null, clientId: a.client.id })))).to.equal("23505"); // prettier-ignore
    expect(await refusal(() => a.inside(() => User.create({ ...one, email: null, clientId: a.client.id })))).to.equal("23505"); // prettier-ignore
  });
});
