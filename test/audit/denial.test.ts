import { expect } from "chai";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

describe("an audited denial", () => {
  let a: School;
  let b: School;
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
  });
  after(closeApp);

  const refusedIn = (school: School) => school.inside(() => AuditEntry.findAll({ where: { action: "refused" } }));

  it("is kept in the caller's school when he names another's schema, though his request was rolled back", async () => {
    const { body } = await ask("GET", "/api/v1/school/students", { token: a.token });
    expect(body).to.have.property("data");
    const refused = await ask("GET", "/api/v1/school/students", {
      token: a.token,
      headers: { "x-schema-name": b.schema },
    });
    expect([refused.status, (refused.body as { code: string }).code]).to.deep.equal([403, "schema_not_allowed"]);
    const rows = await refusedIn(a);
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ entity: "schema", entityId: b.schema });
    expect(rows[0]?.after).to.have.property("userId").that.is.a("string");
    expect(await refusedIn(b)).to.deep.equal([]);
  });

  it("writes nothing of a refused write", async () => {
    const body = { firstName: "Not", lastName: "Written", gender: "female", dateOfBirth: "2011-02-28" };
    const headers = { "x-schema-name": b.schema };
    expect((await ask("POST", "/api/v1/school/students", { token: a.token, headers, body })).status).to.equal(403);
    for (const school of [a, b])
      expect((await ask("GET", "/api/v1/school/students", { token: school.token })).body.page.total).to.equal(0);
  });

  it("is none for the caller's own name, and none for a name that no school has", async () => {
    const before = (await refusedIn(a)).length;
    const own = await ask("GET", "/api/v1/school/students", { token: a.token, headers: { "x-schema-name": a.schema } });
    const none = await ask("GET", "/api/v1/school/students", {
      token: a.token,
      headers: { "x-schema-name": "no_such" },
    });
    expect([own.status, none.status]).to.deep.equal([200, 404]);
    expect(await refusedIn(a)).to.have.length(before);
  });
});
