import { expect } from "chai";
import { purgeDue } from "../../app/commands/life/asked.js";
import { pumpOperations } from "../../app/commands/life/pump.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { Operation } from "../../models/public/Operation.js";
import { sums } from "../dump/support.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, testActor, type School } from "../support/schools.js";
import { freshName, superuser, traces } from "../tenancy/newSchools.js";
import { clone, filesBelow, keep, OPERATIONS, ownStorage, SCHOOLS, worked } from "./support.js";

describe("a school that is deleted", function () {
  this.timeout(60_000);
  let own: Awaited<ReturnType<typeof ownStorage>>;
  let token: string;
  let doomed: School;
  let rows: Record<string, string>;
  before(async () => {
    own = await ownStorage();
    token = await platformToken("operator");
    doomed = await makeSchool();
    await keep(`${doomed.schema}/uploads/x.png`, "x");
    rows = await sums(doomed.client);
  });
  after(async () => {
    await own.remove();
    await closeApp();
  });
  const remove = (confirm = doomed.schema) =>
    ask("DELETE", `${SCHOOLS}/${doomed.client.id}`, { token, body: { confirm } });
  const me = () => ask("GET", "/api/v1/school/auth/me", { host: doomed.host, token: doomed.token });

  it("asks for its schema name", async () => {
    expect([(await remove("")).status, (await remove("Formroom")).status]).to.deep.equal([422, 422]);
    expect((await me()).status).to.equal(200);
  });

  it("locks its people out at once, keeps a copy aside, and takes its role from the login", async () => {
    const { body, status } = await remove();
    expect(status).to.equal(202);
    expect((await me()).status).to.be.oneOf([401, 404]);
    await pumpOperations();
    expect((await ask("GET", `${OPERATIONS}/${body.id}`, { token })).body.status).to.equal("done");
    expect(await filesBelow(own.folder, doomed.schema)).to.have.members(["x.png", "school.tar.gz"]);
    const { rows: held } = await superuser(
      `SELECT pg_has_role(current_database() || '_app', '${doomed.client.roleName}', 'MEMBER') AS held`,
    );
    expect(held).to.deep.equal([{ held: false }]);
    expect((await clone(doomed.client.id, token, { name: "X", schemaName: freshName() })).body.code).to.equal(
      "invalid_transition",
    );
    const taken = await ask("POST", SCHOOLS, {
      token,
      body: {
        name: "T",
        schemaName: doomed.schema,
        admin: { email: "a@b.test", firstName: "A", lastName: "B", password: PASSWORD },
      },
    });
    expect(taken.status).to.equal(409);
  });

  it("is restored as it was", async () => {
    const { body } = await worked(ask("POST", `${SCHOOLS}/${doomed.client.id}/restore`, { token, body: {} }), token);
    expect(body).to.deep.include({ kind: "restore", status: "done" });
    expect(await sums(doomed.client)).to.deep.equal(rows);
    expect((await me()).status).to.equal(200);
    const again = await ask("POST", `${SCHOOLS}/${doomed.client.id}/restore`, { token, body: {} });
    expect(again.body.code).to.equal("invalid_transition");
  });

  it("is purged after thirty days, not before: schema, role, rows and files", async () => {
    await worked(remove(), token);
    expect(await purgeDue(testActor())).to.equal(0);
    await superuser(
      `UPDATE public.clients SET deleted_at = now() - interval '31 days' WHERE id = '${doomed.client.id}'`,
    );
    expect(await purgeDue(testActor())).to.equal(1);
    expect(await purgeDue(testActor())).to.equal(0);
    await pumpOperations();
    expect(await traces(doomed.schema)).to.deep.equal([]);
    expect(await filesBelow(own.folder, doomed.schema)).to.deep.equal([]);
    const purge = await withPlatform(() => Operation.findOne({ where: { kind: "purge" }, rejectOnEmpty: true }));
    expect([purge.status, purge.clientId]).to.deep.equal(["done", null]);
    expect((await makeSchool("ZW", doomed.schema)).schema).to.equal(doomed.schema);
  });
});
