import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { buildStudent } from "../factories.js";
import { closeApp } from "../support/app.js";
import { brokenFor, enterSchool, extended, refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";

let a: School;
let b: School;

/** Begins with an allowed word, so PostgreSQL itself must refuse it. */
const byPostgres: [what: string, sql: () => string][] = [
  ["read the server's files", () => "select pg_read_file('/etc/passwd')"],
  ["list the server's folders", () => "select pg_ls_dir('/etc')"],
  ["load a file as a large object", () => "select lo_import('/etc/passwd')"],
  ["make a table by SELECT INTO", () => "select 1 as one into planted"],
  ["make a temporary table by SELECT INTO", () => "select 1 as one into temp planted"],
  ["end another session", () => "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"],
  ["read the platform's users", () => "select * from public.platform_users"],
  ["read the platform's keys", () => "select * from public.platform_api_keys"],
  ["read the platform's sessions", () => "select * from public.platform_sessions"],
  ["read the platform's audit", () => "select * from public.audit_log"],
  ["read the domains of all", () => "select * from public.domains"],
  ["read the WhatsApp numbers of all", () => "select * from public.whatsapp_numbers"],
  ["read raw webhooks", () => "select * from public.inbound_webhooks"],
  ["read the ledger of migrations", () => "select * from public.schema_migrations"],
  ["read the jobs", () => "select * from jobs.agenda_jobs"],
  ["read the passwords of roles", () => "select rolpassword from pg_authid"],
  ["change its client's row", () => "update public.clients set name = 'x'"],
  ["make a client", () => "insert into public.clients select * from public.clients"],
  ["change its trail", () => "update audit_log set action = 'x'"],
  ["delete from its trail", () => "delete from audit_log"],
  ["delete marks", () => "delete from marks"],
  ["delete report cards", () => "delete from report_cards"],
  ["delete frozen results", () => "delete from result_snapshots"],
  ["delete publications", () => "delete from publications"],
];

/** Begins with another word: stopped before it is sent, and by PostgreSQL should it be sent. */
const byBoth: [what: string, sql: () => string][] = [
  ["make a function", () => "create function f() returns int language sql as 'select 1'"],
  ["make a function of plpgsql", () => "create function f() returns int language plpgsql as 'begin return 1; end'"],
  ["make a temporary table", () => "create temp table planted (id int)"],
  ["make a table", () => "create table planted (id int)"],
  ["make a view over another school", () => `create view v as select * from "${b.schema}".students`],
  ["change a table", () => "alter table students add column planted int"],
  ["empty a table", () => "truncate students cascade"],
  ["drop a table", () => "drop table marks"],
  ["make a role", () => "create role planted"],
  ["copy to a program", () => "copy (select 1) to program 'cat'"],
];

describe("what a school's role may not do", () => {
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    await b.inside(() => buildStudent());
  });
  after(closeApp);

  for (const [what, sql] of byPostgres)
    it(`may not ${what}`, async () => {
      expect(await refusal(() => a.inside(() => sequelize.query(sql())))).to.equal("42501");
    });

  for (const [what, sql] of byBoth)
    it(`may not ${what}`, async () => {
      expect(await refusal(() => a.inside(() => sequelize.query(sql())))).to.equal("statement not allowed here");
      const said = await brokenFor([], async (client) => {
        await enterSchool(client, a);
        return refusal(() => extended(client, sql()));
      });
      expect(said).to.equal("42501");
    });

  // To PostgreSQL these are no fault (a grant of what one may not grant is a warning), so the first word must stop them.
  for (const [what, sql] of [
    ["grant its tables to others", () => `grant select on students to "${b.client.roleName}"`],
    ["change what its role begins with", () => "alter role current_user set search_path = public"],
    ["listen for what others tell", () => "listen everything"],
    ["ask for the plan of a statement", () => "explain analyze delete from students"],
    ["keep a statement for later", () => "prepare x as select 1"],
    ["lock a table", () => "lock table students"],
  ] as const)
    it(`may not ${what}`, async () => {
      expect(await refusal(() => a.inside(() => sequelize.query(sql())))).to.equal("statement not allowed here");
    });

  it("may add to its trail and read it", async () => {
    await a.inside(() =>
      sequelize.query(
        "insert into audit_log (id, actor_id, actor_name, actor_kind, action, entity, entity_id) values (gen_random_uuid(), 'x', 'x', 'x', 'x', 'x', 'x')",
      ),
    );
    const [rows] = await a.inside(() => sequelize.query("select 1 from audit_log where action = 'x'"));
    expect(rows).to.have.length(1);
  });

  it("sees no other session's statements", async () => {
    const [rows] = await a.inside(() =>
      sequelize.query(
        "select query from pg_stat_activity where pid <> pg_backend_pid() and query <> '' and query <> '<insufficient privilege>'",
      ),
    );
    expect(rows).to.deep.equal([]);
  });

  it("may read, write and delete where nothing is frozen, and nothing else: no TRUNCATE, REFERENCES, TRIGGER", async () => {
    const rights = await brokenFor([], async (client) => {
      const { rows } = await client.query<{ table: string; rights: string }>(
        `SELECT c.relname AS "table", string_agg(r, ',' ORDER BY r) AS rights FROM pg_class c, unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) r
          WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND has_table_privilege($2, c.oid, r) GROUP BY 1`,
        [a.schema, a.client.roleName],
      );
      return new Map(rows.map((row) => [row.table, row.rights]));
    });
    const less = new Map([
      ["audit_log", "INSERT,SELECT"],
      ...["marks", "report_cards", "result_snapshots", "publications"].map(
        (table) => [table, "INSERT,SELECT,UPDATE"] as const,
      ),
    ]);
    expect(rights.size).to.be.greaterThan(30);
    for (const [table, held] of rights) expect(held, table).to.equal(less.get(table) ?? "DELETE,INSERT,SELECT,UPDATE");
  });
});
