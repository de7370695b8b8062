import { expect } from "chai";
import { QueryTypes } from "sequelize";
import { sequelize } from "../../app/database/connection.js";
import { context, current, maybeContext } from "../../app/tenancy/context.js";
import { beginText } from "../../app/tenancy/hooks.js";
import { withPlatform, withTenant } from "../../app/tenancy/scope.js";
import { serverOf } from "../../app/tenancy/servers.js";
import { Student } from "../../models/school/Student.js";
import { buildStudent } from "../factories.js";
import { closeApp } from "../support/app.js";
import { refusal } from "../support/breakWall.js";
import { makeSchool, type School } from "../support/schools.js";
import { connectionsIn, one, poolHolds } from "./support.js";

describe("a scope", () => {
  let a: School;
  let b: School;
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
  });
  after(closeApp);

  it("begins in one round trip: BEGIN with every setting LOCAL", async () => {
    const scope = {
      kind: "school",
      schema: "gp",
      role: "fr_s_gp",
      readOnly: true,
      clientId: "it's",
      actorId: "u",
    } as const;
    expect(beginText(scope).split(";")).to.deep.equal([
      "BEGIN READ ONLY",
      'SET LOCAL search_path = "gp", ext, pg_temp',
      "SET LOCAL statement_timeout = 10000",
      "SET LOCAL lock_timeout = 3000",
      "SET LOCAL idle_in_transaction_session_timeout = 15000",
      "SET LOCAL app.client_id = 'it''s'",
      "SET LOCAL app.actor = 'u'",
      'SET LOCAL ROLE "fr_s_gp"',
    ]);
    expect(beginText({ ...scope, readOnly: false })).to.match(/^BEGIN;/);
  });

  it("sends three messages for one row: BEGIN, the query, COMMIT", async () => {
    const sent: string[] = [];
    await a.inside(async () => {
      const { connection } = context();
      const { simple } = connection;
      connection.simple = (sql) => (sent.push(sql), simple(sql));
      await Student.findAll({ logging: (text) => void sent.push(text) });
      connection.simple = simple;
    });
    expect(sent).to.have.length(1); // between BEGIN and COMMIT there is the query and nothing else
  });

  it("has the school first in its path, then ext and pg_temp, never public", async () => {
    const row = await a.inside(() =>
      one("select current_setting('search_path') as path, current_user as who, session_user as login"),
    );
    expect(row).to.deep.include({ path: `${a.schema}, ext, pg_temp`, who: a.client.roleName });
    expect(row.login).not.to.equal(a.client.roleName);
    const missing = await refusal(() => a.inside(() => sequelize.query("select * from platform_users")));
    expect(missing).to.equal("42P01");
  });

  it("has its time-outs, client and actor, and none of them is left to the connection's next user", async () => {
    const settings = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle, current_setting('app.client_id', true) as client, current_setting('app.actor', true) as actor`;
    const within = await withTenant(a.client, () => one(settings), { actorId: "somebody" });
    expect(within).to.deep.equal({ statement: "10s", lock: "3s", idle: "15s", client: a.client.id, actor: "somebody" });
    const connection = await sequelize.connectionManager.getConnection({ type: "read" } as never);
    const { rows } = await (connection as { simple(sql: string): Promise<{ rows: unknown[] }> }).simple(
      `${settings}, current_user = session_user as plain, current_setting('search_path') as path`,
    );
    sequelize.connectionManager.releaseConnection(connection as never);
    expect(rows).to.deep.equal([
      { statement: "0", lock: "0", idle: "0", client: "", actor: "", plain: true, path: "nowhere" },
    ]);
  });

  it("is READ ONLY to PostgreSQL when asked, for a school and for the platform", async () => {
    const write = () => withTenant(a.client, () => buildStudent(), { readOnly: true });
    expect(await refusal(write)).to.equal("25006");
    const update = () =>
      withPlatform(() => sequelize.query("update public.clients set name = name"), { readOnly: true });
    expect(await refusal(update)).to.equal("25006");
  });

  it("says whose it is, and cannot be told otherwise", async () => {
    await a.inside(() => {
      expect(current()).to.deep.include({ kind: "school", schema: a.schema, clientId: a.client.id });
      expect(() => Object.assign(current(), { schema: b.schema })).to.throw(TypeError);
      return Promise.resolve();
    });
    expect(maybeContext()).to.equal(undefined);
    expect(() => current()).to.throw("No scope is open");
  });

  it("gives its connection back after a throw, a missing role and a missing schema", async () => {
    for (let time = 0; time < 15; time++) {
      expect(await refusal(() => a.inside(() => Promise.reject(new Error("mine"))))).to.equal("mine");
      expect(await refusal(() => withTenant({ ...a.client, roleName: "nobody_here" }, () => one("select 1")))).to.equal(
        "22023",
      );
      expect(await refusal(() => withTenant({ ...a.client, schemaName: "nowhere" }, () => Student.findAll()))).to.equal(
        "42P01",
      );
    }
    expect(poolHolds()).to.equal(0);
    expect(await connectionsIn("idle in transaction")).to.equal(0);
  });

  it("goes to the server that the client's placement names, and fails for one that is not configured", () => {
    expect(serverOf({ placement: null })).to.equal(serverOf({ placement: "main" }));
    expect(serverOf({ placement: null }).sequelize).to.equal(sequelize);
    expect(() => serverOf({ placement: "elsewhere" })).to.throw("elsewhere");
  });

  it("passes a config object and a second statement to nobody: the pool's connections take one text", async () => {
    const run = (sql: unknown) => a.inside(() => Promise.resolve(context().connection.query(sql as string)));
    expect(await refusal(() => run({ text: "select 1" }))).to.equal("statement not allowed here");
    expect(await refusal(() => run("select 1; select 2"))).to.equal("42601");
    const [rows] = await a.inside(() => sequelize.query("select $1::int as n", { bind: [4] }));
    expect(rows).to.deep.equal([{ n: 4 }]);
    expect(await a.inside(() => sequelize.query("select 5 as n", { type: QueryTypes.SELECT }))).to.deep.equal([
      { n: 5 },
    ]);
  });
});
