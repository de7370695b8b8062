import { expect } from "chai";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, signIn, type School } from "../support/schools.js";

const SYSTEM = "/api/v1/system";

describe("the platform over REST", () => {
  let a: School;
  let token = "";
  const post = (path: string, body: object) => ask("POST", SYSTEM + path, { token, body });
  const patch = (path: string, body: object) => ask("PATCH", SYSTEM + path, { token, body });
  const made = (more: object = {}) => {
    const schemaName = `n${a.schema}${Math.random().toString(36).slice(2, 7)}`;
    const admin = { email: `head@${schemaName}.example.test`, firstName: "H", lastName: "D", password: PASSWORD };
    return { name: "New School", schemaName, country: "PT", admin, ...more };
  };

  before(async () => {
    a = await makeSchool();
    token = await platformToken();
  });
  after(closeApp);

  it("makes a school that can be used at once, and tells the trail who made it", async () => {
    const body = made();
    const answer = await post("/schools", body);
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.body).to.include({
      schemaName: body.schemaName,
      status: "active",
      country: "PT",
      timezone: "Europe/Lisbon",
    });
    expect(answer.body.primaryDomain).to.match(new RegExp(`^${body.schemaName}\\.`));
    expect(answer.headers.location).to.equal(`${SYSTEM}/schools/${answer.body.id}`);
    expect(answer.text).not.to.match(/password|roleName/);
    const head = await signIn(answer.body.primaryDomain, body.admin.email);
    expect((await ask("GET", "/api/v1/school/forms", { token: head })).body.page.total).to.be.above(0);
    const trail = await ask("GET", `${SYSTEM}/audit?entityId=${answer.body.id}`, { token });
    expect(trail.body.data.map((one: { actor: { name: string } }) => one.actor.name)).to.include("Pat superadmin");
  });

  it("names what is taken, and leaves nothing of a school that was refused", async () => {
    const before = (await ask("GET", `${SYSTEM}/schools`, { token })).body.page.total;
    for (const [more, path] of [
      [{ schemaName: a.schema }, "/schemaName"],
      [{ code: a.schema.toUpperCase().slice(0, 20) }, "/code"],
      [{ domain: a.host }, "/domain"],
      [{ domain: "localhost" }, "/domain"],
    ] as const) {
      const refused = await post("/schools", made(more));
      expect([refused.status, refused.body.code, refused.body.errors?.[0].path], refused.text).to.deep.equal([
        409,
        "duplicate",
        path,
      ]);
    }
    expect((await ask("GET", `${SYSTEM}/schools`, { token })).body.page.total).to.equal(before);
  });

  it("never renames a schema, nor a status, by PATCH", async () => {
    for (const field of ["schemaName", "status", "roleName", "placement", "schemaLevel"]) {
      const refused = await patch(`/schools/${a.client.id}`, { [field]: "other" });
      expect([refused.status, refused.body.errors[0].path]).to.deep.equal([422, `/${field}`]);
    }
  });

  it("keeps exactly one primary domain", async () => {
    const path = `/schools/${a.client.id}/domains`;
    const second = await post(path, { hostname: `two.${a.schema}.test`, isPrimary: true });
    expect(second.status, second.text).to.equal(201);
    expect(second.headers.location).to.equal(`${SYSTEM}/domains/${second.body.id}`);
    const all = (await ask("GET", SYSTEM + path, { token })).body.data as {
      id: string;
      isPrimary: boolean;
      hostname: string;
    }[];
    expect(all.filter(({ isPrimary }) => isPrimary).map(({ id }) => id)).to.deep.equal([second.body.id]);
    expect((await patch(`/domains/${second.body.id}`, { isPrimary: false })).body.code).to.equal("invalid_transition");
    expect((await ask("DELETE", `${SYSTEM}/domains/${second.body.id}`, { token })).body.code).to.equal("in_use");
    const taken = await patch(`/domains/${second.body.id}`, { hostname: a.host });
    expect([taken.status, taken.body.errors[0].path]).to.deep.equal([409, "/hostname"]);
    const first = all.find(({ hostname }) => hostname === a.host);
    expect((await patch(`/domains/${first?.id}`, { isPrimary: true })).body.isPrimary).to.equal(true);
    expect((await ask("DELETE", `${SYSTEM}/domains/${second.body.id}`, { token })).status).to.equal(204);
  });

  it("takes hostnames of a school's own network, and no port", async () => {
    for (const hostname of ["10.0.0.5", "school.local", "my_school.example.org", "xn--bcher-kva.example"])
      expect(
        (
          await post(`/schools/${a.client.id}/domains`, {
            hostname: `${hostname.includes(".local") || hostname.startsWith("10") ? hostname : `${a.schema}.${hostname}`}`,
          })
        ).status,
        hostname,
      ).to.be.oneOf([201, 409]);
    for (const hostname of ["a.example:80", "A.example", "bücher.example", "a..b", ".a", "a b", "", "http://a.example"])
      expect((await post(`/schools/${a.client.id}/domains`, { hostname })).body.errors[0].path, hostname).to.equal(
        "/hostname",
      );
  });

  it("never answers a number's secrets, in the trail neither", async () => {
    const secrets = { accessToken: "EAA-very-secret", appSecret: "app-very-secret", verifyToken: "verify-very-secret" };
    const number = await post(`/schools/${a.client.id}/whatsapp-numbers`, {
      phoneNumberId: `s${a.schema}`,
      displayNumber: "+1 200 555 0100",
      ...secrets,
    });
    expect(number.status, number.text).to.equal(201);
    const changed = await patch(`/whatsapp-numbers/${number.body.id}`, { accessToken: "EAA-also-very-secret" });
    const trail = await ask("GET", `${SYSTEM}/audit?entityId=${number.body.id}`, { token });
    const again = await post(`/schools/${a.client.id}/whatsapp-numbers`, {
      phoneNumberId: `s${a.schema}`,
      displayNumber: "x",
    });
    expect(again.body.errors[0].path).to.equal("/phoneNumberId");
    for (const { text } of [number, changed, trail, again]) expect(text).not.to.contain("very-secret");
    expect(trail.text).to.contain("(secret)");
  });

  it("lets operators keep schools and support read, each no more", async () => {
    const operator = await platformToken("operator");
    const support = await platformToken("support");
    const status = async (who: string, method: string, path: string, body?: object) =>
      (await ask(method, SYSTEM + path, { token: who, body })).status;
    expect(await status(operator, "PATCH", `/schools/${a.client.id}`, { name: "Renamed" })).to.equal(200);
    expect(await status(support, "PATCH", `/schools/${a.client.id}`, { name: "No" })).to.equal(403);
    for (const who of [operator, support]) {
      expect(await status(who, "GET", "/schools")).to.equal(200);
      expect(await status(who, "PATCH", "/settings", { selfSignUp: true })).to.equal(403);
      expect(await status(who, "POST", "/users", {})).to.equal(403);
      expect(await status(who, "POST", "/api-keys", { name: "x" })).to.equal(403);
    }
    expect(await status(support, "POST", "/schools", made())).to.equal(403);
  });

  it("changes its settings by what is sent, at their version", async () => {
    const { version } = (await ask("GET", `${SYSTEM}/settings`, { token })).body;
    const changed = await patch("/settings", { supportContact: `help@${a.schema}.test`, version });
    expect([changed.status, changed.body.supportContact], changed.text).to.deep.equal([200, `help@${a.schema}.test`]);
    const stale = await patch("/settings", { supportContact: "late", version: changed.body.version + 7 });
    expect([stale.status, stale.body.code]).to.deep.equal([409, "version_conflict"]);
    for (const [field, value] of Object.entries({
      retentionDays: 0,
      selfSignUp: "yes",
      defaultCountry: "zw",
      nonsense: 1,
    }))
      expect((await patch("/settings", { [field]: value })).body.errors[0].path).to.equal(`/${field}`);
  });

  it("keeps the last superadmin", async () => {
    const { id } = (await ask("GET", `${SYSTEM}/auth/me`, { token })).body;
    const all = (await ask("GET", `${SYSTEM}/users?role=superadmin&status=active`, { token })).body.data as {
      id: string;
    }[];
    if (all.length > 1) return;
    for (const body of [{ role: "support" }, { status: "disabled" }])
      expect((await patch(`/users/${id}`, body)).body.code).to.equal("in_use");
  });
});
