import { expect } from "chai";
import { createClient } from "../../app/commands/clients/createClient.js";
import { findClient } from "../../app/tenancy/resolve.js";
import { ask, closeApp } from "../support/app.js";
import { testDatabase } from "../support/database.js";
import { makeSchool, platformToken, signIn, testActor } from "../support/schools.js";
import { ALL, failure, freshName, inputFor, superuser, traces } from "./newSchools.js";

describe("the name of a school", function () {
  this.timeout(60_000);
  before(testDatabase);
  after(closeApp);

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
    it(`refuses the name ${JSON.stringify(name)}`, async () => {
      const answer = await ask("POST", "/api/v1/system/schools", {
        token: await platformToken(),
        body: { ...inputFor("aa"), schemaName: name },
      });
      expect(answer.status).to.equal(422);
      expect((answer.body as { errors: { path: string }[] }).errors.map((error) => error.path)).to.deep.equal([
        "/schemaName",
      ]);
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
