import { expect } from "chai";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { makeUser } from "../factories.js";
import { ask, closeApp, type Ask } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

const STUDENTS = "/api/v1/school/students";
const student = { firstName: "Rudo", lastName: "Dube", gender: "female", dateOfBirth: "2010-03-04" };

describe("which school a request is for", () => {
  let a: School;
  let b: School;
  let superadmin = "";
  let operator = "";
  const named = (schema: string) => ({ "x-schema-name": schema });
  const read = async (more: Ask) => {
    const { status, body } = await ask("GET", STUDENTS, more);
    return [status, body.code ?? body.page.total];
  };

  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    superadmin = await platformToken();
    operator = await platformToken("operator");
    for (const token of [a.token, b.token, b.token]) await ask("POST", STUDENTS, { token, body: student });
  });
  after(closeApp);

  it("goes by the token's client, whatever the host", async () => {
    for (const host of [a.host, b.host, "localhost", "127.0.0.1", "nowhere.example.test"]) {
      expect(await read({ token: a.token, host }), host).to.deep.equal([200, 1]);
      expect(await read({ token: b.token, host }), host).to.deep.equal([200, 2]);
    }
  });

  it("lets a superadmin into any school by its name, and tells the school's trail who he was", async () => {
    expect(await read({ token: superadmin, headers: named(a.schema), host: b.host })).to.deep.equal([200, 1]);
    const made = await ask("POST", STUDENTS, { token: superadmin, headers: named(b.schema), body: student });
    expect(made.status, made.text).to.equal(201);
    const trail = await ask("GET", `/api/v1/school/audit?entityId=${made.body.id}`, { token: b.token });
    expect(trail.body.data[0].actor).to.include({ name: "Pat superadmin", kind: "platform" });
    await ask("DELETE", `${STUDENTS}/${made.body.id}`, { token: b.token });
  });

  it("finds no school that is none, nor one without a name for a platform user", async () => {
    expect(await read({ token: superadmin, headers: named("nothing_here") })).to.deep.equal([404, "not_found"]);
    for (const name of ["public", "ext", "A b", `${a.schema}"`, "x".repeat(300)])
      expect(await read({ token: superadmin, headers: named(name) }), name).to.deep.equal([404, "not_found"]);
    for (const host of ["localhost", a.host])
      expect(await read({ token: superadmin, host })).to.deep.equal([403, "wrong_audience"]);
  });

  it("lets no other platform user in by a school's name", async () => {
    for (const token of [operator, await platformToken("support")])
      expect(await read({ token, headers: named(a.schema) })).to.deep.equal([403, "wrong_audience"]);
  });

  it("takes a school user's own name, and refuses and audits any other", async () => {
    expect(await read({ token: a.token, headers: named(a.schema) })).to.deep.equal([200, 1]);
    expect(await read({ token: a.token, headers: named(b.schema) })).to.deep.equal([403, "schema_not_allowed"]);
    const told = await a.inside(() => AuditEntry.findAll({ where: { action: "refused", entityId: b.schema } }));
    expect(told).to.have.length(1);
    expect(await read({ token: a.token, headers: named("nothing_here") })).to.deep.equal([404, "not_found"]);
    expect(await read({ token: a.token, headers: named("") })).to.deep.equal([404, "not_found"]);
  });

  it("names the user in the trail of a refused name", async () => {
    const clerk = await makeUser(a, { permissions: ["students.read"] });
    await ask("GET", STUDENTS, { token: clerk.token, headers: named(b.schema) });
    const [told] = await a.inside(() => AuditEntry.findAll({ where: { action: "refused" }, order: [["at", "DESC"]] }));
    expect(told?.after).to.include({ userId: clerk.id });
    expect(told?.actorId).to.equal(clerk.id);
  });

  it("knows no school at an unknown host", async () => {
    const login = (host: string) =>
      ask("POST", "/api/v1/school/auth/login", { host, body: { email: "a@b.example", password: "x" } });
    for (const host of ["nowhere.example.test", `${a.schema}.example.test`, `x.${a.host}`]) {
      const { status, body } = await login(host);
      expect([status, body.code], host).to.deep.equal([404, "unknown_host"]);
    }
    for (const host of [a.host.toUpperCase(), `${a.host}:3000`, `${a.host}.`])
      expect((await login(host)).status, host).to.equal(401);
  });

  it("keeps suspended schools shut from the next request on", async () => {
    const c = await makeSchool();
    const suspend = await ask("POST", `/api/v1/system/schools/${c.client.id}/suspend`, { token: superadmin, body: {} });
    expect([suspend.status, suspend.body.status], suspend.text).to.deep.equal([200, "suspended"]);
    expect(await read({ token: c.token })).to.deep.equal([403, "client_suspended"]);
    const login = { email: `admin@${c.schema}.example.test`, password: "correct horse battery" };
    const refused = await ask("POST", "/api/v1/school/auth/login", { host: c.host, body: login });
    expect([refused.status, refused.body.code]).to.deep.equal([403, "client_suspended"]);
    const again = await ask("POST", `/api/v1/system/schools/${c.client.id}/suspend`, { token: superadmin, body: {} });
    expect([again.status, again.body.code]).to.deep.equal([409, "invalid_transition"]);
    await ask("POST", `/api/v1/system/schools/${c.client.id}/activate`, { token: superadmin, body: {} });
    expect(await read({ token: c.token })).to.deep.equal([200, 0]);
  });
});
