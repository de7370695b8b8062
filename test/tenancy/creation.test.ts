import { expect } from "chai";
import { createClient } from "../../app/commands/clients/createClient.js";
import { newClientSchema } from "../../app/commands/clients/newClient.js";
import { database, withClient } from "../../app/database/connection.js";
import { createSchema } from "../../app/tenancy/createSchema.js";
import { findClient } from "../../app/tenancy/resolve.js";
import { Client } from "../../models/public/Client.js";
import { ask, closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, PASSWORD, platformToken, signIn, testActor } from "../support/schools.js";

let made = 0;
const freshName = () => `c${Date.now().toString(36)}${++made}`;
const inputFor = (schemaName: string, more: object = {}) =>
  newClientSchema.parse({ name: "School", schemaName, country: "ZW", admin: { email: `admin@${schemaName}.example.test`, firstName: "Ada", lastName: "Admin", password: PASSWORD }, ...more }); // prettier-ignore
const superuser = async (sql: string) => asSuperuser(await testDatabase(), (client) => client.query(sql));

/** Everything that a school leaves in the database, by its name. */
async function traces(schema: string): Promise<string[]> {
  const { names } = database();
  const role = `${names.prefix}_s_${schema}`;
  const found = await asSuperuser(await testDatabase(), (client) =>
    client.query<{ what: string }>(
      `SELECT 'schema' AS what FROM pg_namespace WHERE nspname = $1 UNION ALL SELECT 'role' FROM pg_roles WHERE rolname = $2
       UNION ALL SELECT 'client' FROM public.clients WHERE schema_name = $1 UNION ALL SELECT 'domain' FROM public.domains WHERE hostname LIKE $1 || '.%'
       UNION ALL SELECT DISTINCT 'user' FROM public.users WHERE client_role = $2::text UNION ALL SELECT DISTINCT 'ledger' FROM public.schema_migrations WHERE client_role = $2::text`,
      [schema, role],
    ),
  );
  return found.rows.map((row) => row.what);
}
const ALL = ["schema", "role", "client", "domain", "user", "ledger"];
const failure = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error as { code?: string; message: string }); // prettier-ignore

describe("making a school", function () {
  this.timeout(60_000);
  before(testDatabase);
  after(closeApp);

  it("makes row, domain, role, schema at the newest level, ledger and administrator, who can sign in", async () => {
    const name = freshName();
    const id = await createClient(inputFor(name), testActor());
    expect(await traces(name)).to.have.members(ALL);
    const client = await findClient({ id });
    expect(client).to.deep.include({ status: "active", schemaName: name, placement: null });
    expect(client?.schemaLevel).to.match(/^\d{4}-/);
    await signIn(`${name}.localhost`, `admin@${name}.example.test`);
  });

  const failing: [step: string, what: (name: string) => Promise<unknown>, mend?: (name: string) => Promise<unknown>][] =
    [
      ["its furniture", (name) => createClient({ ...inputFor(name), admin: { ...inputFor(name).admin, lastName: null as never } }, testActor())], // prettier-ignore
      [
        "its activation",
        (name) => {
          Client.addHook("beforeUpdate", "planted", () => Promise.reject(new Error("planted")));
          return createClient(inputFor(name), testActor());
        },
        () => Promise.resolve(Client.removeHook("beforeUpdate", "planted")),
      ],
      ["its row", (name) => createClient({ ...inputFor(name), timezone: null as never, code: "x".repeat(30) }, testActor())], // prettier-ignore
      ["its domain", async (name) => {
      const other = await makeSchool();
      return createClient(inputFor(name, { domain: other.host }), testActor());
    }], // prettier-ignore
    ];
  for (const [step, run, mend] of failing)
    it(`leaves nothing behind when ${step} fails, and the same name works the next time`, async () => {
      const name = freshName();
      const error = await failure(run(name));
      await mend?.(name);
      expect(error).not.to.equal(undefined);
      expect(await traces(name)).to.deep.equal([]);
      await createClient(inputFor(name), testActor());
      expect(await traces(name)).to.have.members(ALL);
    });

  it("neither adopts nor drops a role that stood there under its name", async () => {
    const name = freshName();
    const role = `${database().names.prefix}_s_${name}`;
    await superuser(`CREATE ROLE "${role}" NOLOGIN`);
    expect(await failure(createClient(inputFor(name), testActor()))).to.deep.include({ code: "duplicate" });
    expect(await traces(name)).to.deep.equal(["role"]);
    await superuser(`DROP ROLE "${role}"`);
  });

  it("neither adopts nor drops a schema that stood there under its name", async () => {
    const name = freshName();
    const { owner } = database().names;
    await superuser(`CREATE SCHEMA "${name}" AUTHORIZATION "${owner}"; CREATE TABLE "${name}".kept (id int)`);
    expect(await failure(createClient(inputFor(name), testActor()))).to.deep.include({ code: "duplicate" });
    expect(await traces(name)).to.deep.equal(["schema"]);
    await superuser(`SELECT 1 FROM "${name}".kept; DROP SCHEMA "${name}" CASCADE`);
  });

  it("is repeatable: the steps called again do what is missing and change nothing else", async () => {
    const school = await makeSchool();
    const { names, migratorUrl } = database();
    await withClient(migratorUrl, (client) => createSchema(client, names, school.client));
    expect(await traces(school.schema)).to.have.members(ALL);
    await superuser(`REVOKE "${school.client.roleName}" FROM "${names.app}"`);
    await withClient(migratorUrl, (client) => createSchema(client, names, school.client));
    await school.inside(() => Promise.resolve());
  });

  it("gives the name to one of two at once, and 409 to the other", async () => {
    const name = freshName();
    const outcomes = await Promise.allSettled([1, 2].map(() => createClient(inputFor(name), testActor())));
    expect(outcomes.map((outcome) => outcome.status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).to.deep.include({ code: "duplicate", status: 409 });
    expect(await traces(name)).to.have.members(ALL);
    await signIn(`${name}.localhost`, `admin@${name}.example.test`);
  });

  it("keeps the name of a deleted school taken", async () => {
    const school = await makeSchool();
    await superuser(`UPDATE public.clients SET status = 'deleted' WHERE id = '${school.client.id}'`);
    expect(await failure(createClient(inputFor(school.schema), testActor()))).to.deep.include({ code: "duplicate" });
  });

  it("never renames a schema: neither by API nor in the table that says where it is", async () => {
    const school = await makeSchool();
    const path = `/api/v1/system/schools/${school.client.id}`;
    const answer = await ask("PATCH", path, { token: await platformToken(), body: { schemaName: "another_name" } });
    expect(answer.status).to.equal(422);
    expect((answer.body as { errors: unknown[] }).errors[0]).to.deep.include({ path: "/schemaName" });
  });

  it("answers 201 to POST /system/schools, and 409 to the same again", async () => {
    const body = { ...inputFor(freshName()) };
    const token = await platformToken();
    expect((await ask("POST", "/api/v1/system/schools", { token, body })).status).to.equal(201);
    const again = await ask("POST", "/api/v1/system/schools", { token, body });
    expect([again.status, (again.body as { code: string }).code]).to.deep.equal([409, "duplicate"]);
  });

  for (const name of [
    "public",
    "ext",
    "jobs",
    "nowhere",
    "information_schema",
    "pg_toast",
    "pg_x",
    "admin",
    "a",
    "1a",
    "_a",
    "Abc",
    "a-b",
    "a b",
    'a"b',
    "ä",
    "a".repeat(42),
    "",
  ])
    // prettier-ignore
    it(`refuses the name ${JSON.stringify(name)}`, async () => {
      const answer = await ask("POST", "/api/v1/system/schools", { token: await platformToken(), body: { ...inputFor("aa"), schemaName: name } }); // prettier-ignore
      expect(answer.status).to.equal(422);
      expect((answer.body as { errors: { path: string }[] }).errors.map((error) => error.path)).to.deep.equal(["/schemaName"]); // prettier-ignore
    });

  it("takes words that SQL keeps for itself: names are quoted", async () => {
    for (const schema of ["select", "user", "table", "order"]) {
      if (!(await findClient({ schemaName: schema }))) await createClient(inputFor(schema), testActor());
      await signIn(`${schema}.localhost`, `admin@${schema}.example.test`);
    }
  });

  it("takes the longest name, whose role fits in the 63 bytes of PostgreSQL", async () => {
    const name = `l${Date.now().toString(36)}`.padEnd(41, "x");
    await createClient(inputFor(name), testActor());
    expect(await traces(name)).to.have.members(ALL);
  });
});
