import { expect } from "chai";
import { createClient } from "../../app/commands/clients/createClient.js";
import { database, withClient } from "../../app/database/connection.js";
import { createSchema } from "../../app/tenancy/createSchema.js";
import { findClient } from "../../app/tenancy/resolve.js";
import { Client } from "../../models/public/Client.js";
import { closeApp } from "../support/app.js";
import { testDatabase } from "../support/database.js";
import { makeSchool, signIn, testActor } from "../support/schools.js";
import { ALL, failure, freshName, inputFor, superuser, traces } from "./newSchools.js";

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
      [
        "its furniture",
        (name) =>
          createClient({ ...inputFor(name), admin: { ...inputFor(name).admin, lastName: null as never } }, testActor()),
      ],
      [
        "its activation",
        (name) => {
          Client.addHook("beforeUpdate", "planted", () => Promise.reject(new Error("planted")));
          return createClient(inputFor(name), testActor());
        },
        () => Promise.resolve(Client.removeHook("beforeUpdate", "planted")),
      ],
      [
        "its row",
        (name) => createClient({ ...inputFor(name), timezone: null as never, code: "x".repeat(30) }, testActor()),
      ],
      [
        "its domain",
        async (name) => {
          const other = await makeSchool();
          return createClient(inputFor(name, { domain: other.host }), testActor());
        },
      ],
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
});
