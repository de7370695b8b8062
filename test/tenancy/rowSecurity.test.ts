import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { User } from "../../models/public/User.js";
import { closeApp } from "../support/app.js";
import { brokenFor, enterSchool, refusal } from "../support/breakWall.js";
import { backdoors, plant, unwalled } from "../support/rowWalls.js";
import { makeSchool, type School } from "../support/schools.js";

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
    [
      "a policy keyed by a setting",
      "CREATE POLICY planted ON public.users USING (client_id::text = current_setting('app.client_id'))",
    ],
    ["a policy that lets all in", "CREATE POLICY planted ON public.users USING (true)"],
    [
      "a policy that lets others' rows be written",
      "CREATE POLICY planted ON public.users FOR INSERT WITH CHECK (true)",
    ],
  ] as const)
    it(`would find ${what}`, async () => {
      expect(await brokenFor([statement], unwalled)).to.have.length(1);
    });

  it("has no view and no function in public that would look past it", async () => {
    expect(await brokenFor([], backdoors)).to.deep.equal([]);
    expect(await brokenFor(["CREATE VIEW public.planted AS SELECT * FROM public.users"], backdoors)).to.deep.equal([
      "planted",
    ]);
  });

  it("shows no row of another school in any table, and lets none be changed, deleted or written", async () => {
    expect(tables).to.include.members([
      "users",
      "refresh_tokens",
      "panel_sessions",
      "api_keys",
      "operations",
      "open_work",
      "outbox_messages",
      "inbound_messages",
      "whatsapp_contacts",
    ]);
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
        expect(await trial(`SELECT 1 FROM public.${table} WHERE ${theirs}`), `${table} read`).to.be.oneOf([
          "",
          "42501",
        ]);
        expect(
          await trial(`UPDATE public.${table} SET client_role = current_user WHERE ${theirs}`),
          `${table} update`,
        ).to.be.oneOf(["", "42501", "23503"]);
        expect(await trial(`DELETE FROM public.${table} WHERE ${theirs}`), `${table} delete`).to.be.oneOf([
          "",
          "42501",
        ]);
        expect(
          await trial(
            `INSERT INTO public.${table} (client_id, client_role) VALUES ('${b.client.id}', '${b.client.roleName}')`,
          ),
          `${table} insert`,
        ).to.equal("42501");
      });
    }
  });

  it("proves that check: without it the other school's row is there, in each table that schools may read", async () => {
    for (const table of tables.filter((name) => !["schema_migrations", "operations"].includes(name))) {
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
    const one = {
      email: "same@both.example.test",
      phone: "+12025550142",
      firstName: "S",
      lastName: "S",
      passwordHash: "none",
    };
    for (const school of [a, b]) await school.inside(() => User.create({ ...one, clientId: school.client.id }));
    expect(await refusal(() => a.inside(() => User.create({ ...one, phone: null, clientId: a.client.id })))).to.equal(
      "23505",
    );
    expect(await refusal(() => a.inside(() => User.create({ ...one, email: null, clientId: a.client.id })))).to.equal(
      "23505",
    );
  });
});
