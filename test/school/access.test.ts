import { expect } from "chai";
import { Role } from "../../models/school/Role.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, signIn, type School } from "../support/schools.js";

const S = "/api/v1/school";

describe("access", () => {
  let a: School;
  let b: School;
  let viewer: SignedIn;
  let clerk: SignedIn;
  let presets: Record<string, string>;

  const user = (body: object = {}) => ({
    email: `new${Math.random().toString(36).slice(2)}@a.example.test`,
    firstName: "Nyasha",
    lastName: "Dube",
    roleIds: [presets.viewer],
    password: PASSWORD,
    ...body,
  });
  const post = (path: string, body: unknown, token = a.token) => ask("POST", S + path, { token, body });
  const patch = (path: string, body: unknown, token = a.token) => ask("PATCH", S + path, { token, body });
  const read = (path: string, token = a.token) => ask("GET", S + path, { token });

  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    viewer = await makeUser(a, { preset: "viewer" });
    clerk = await makeUser(a, { permissions: ["users.manage", "students.read:form"] });
    const rows = await a.inside(() => Role.findAll());
    presets = Object.fromEntries(rows.map((role) => [role.preset ?? role.name, role.id]));
  });
  after(closeApp);

  describe("users", () => {
    it("makes a user with profile and roles, who signs in by email or phone", async () => {
      const body = user({ phone: "+263771234567" });
      const made = await post("/users", body);
      expect(made.status, made.text).to.equal(201);
      expect(made.headers.location).to.equal(`${S}/users/${made.body.id}`);
      expect(made.body).to.deep.include({ email: body.email, roleIds: [presets.viewer], status: "active" });
      expect(made.text).not.to.match(/password/i);
      expect((await read(`/staff/${made.body.id}`)).body).to.deep.include({ lastName: "Dube", subjects: [] });
      await signIn(a.host, body.email);
      const byPhone = { phone: "+263771234567", password: PASSWORD };
      expect((await ask("POST", `${S}/auth/login`, { host: a.host, body: byPhone })).status).to.equal(200);
    });

    const wrong: [string, object, string][] = [
      ["a short password", { password: "short" }, "/password"],
      ["neither email nor phone", { email: undefined }, "/email"],
      ["a wrong email", { email: "nobody" }, "/email"],
      ["a wrong phone", { phone: "0771" }, "/phone"],
      ["an unknown role", { roleIds: ["01a20fad-63f0-7210-ba60-1fb532bcf15b"] }, "/roleIds/0"],
      ["a role that is no id", { roleIds: ["admin"] }, "/roleIds/0"],
      ["an unknown field", { tokenVersion: 9 }, "/tokenVersion"],
      ["a NUL", { firstName: "a\0" }, "/firstName"],
      ["a name of 10,000", { lastName: "x".repeat(10_000) }, "/lastName"],
    ];
    for (const [what, body, path] of wrong) {
      it(`refuses ${what} and leaves nothing`, async () => {
        const before = (await read("/users")).body.page.total;
        const answer = await post("/users", user(body));
        expect(answer.status, answer.text).to.equal(422);
        expect(answer.body.errors[0].path).to.equal(path);
        expect((await read("/users")).body.page.total).to.equal(before);
      });
    }

    it("refuses the other school's role and a taken email, which another school may have", async () => {
      const theirs = await b.inside(() => Role.findOne({ where: { preset: "viewer" }, rejectOnEmpty: true }));
      expect((await post("/users", user({ roleIds: [theirs.id] }))).body.errors[0].path).to.equal("/roleIds/0");
      const again = await post("/users", user({ email: viewer.email.toUpperCase() }));
      expect([again.status, again.body.errors[0].path]).to.deep.equal([409, "/email"]);
      expect((await post("/users", user({ email: viewer.email, roleIds: [theirs.id] }), b.token)).status).to.equal(201);
    });

    it("ends a disabled user's sessions at once, refresh tokens too", async () => {
      const made = (await post("/users", user())).body;
      const login = await ask("POST", `${S}/auth/login`, {
        host: a.host,
        body: { email: made.email, password: PASSWORD },
      });
      const { accessToken, refreshToken } = login.body;
      expect((await read("/students", accessToken)).status).to.equal(200);
      expect((await patch(`/users/${made.id}`, { status: "disabled" })).body.status).to.equal("disabled");
      expect((await read("/students", accessToken)).status).to.equal(401);
      const refreshed = await ask("POST", `${S}/auth/refresh`, { host: a.host, body: { refreshToken } });
      expect(refreshed.status).to.equal(401);
    });

    it("lets new roles count from the next request on", async () => {
      const made = (await post("/users", user())).body;
      const before = await signIn(a.host, made.email);
      await patch(`/users/${made.id}`, { roleIds: [presets.registrar] });
      expect((await read("/students", before)).status).to.equal(401);
      const after = await signIn(a.host, made.email);
      expect((await post("/subjects", { code: "LAT", name: "Latin" }, after)).status).to.equal(201);
    });

    it("sets another's password, not one's own, and renames the profile", async () => {
      const made = (await post("/users", user())).body;
      const before = await signIn(a.host, made.email);
      const password = "another good password";
      const { version } = (await read(`/users/${made.id}`)).body;
      const answer = await patch(`/users/${made.id}`, { password, lastName: "Ncube 🎓", version });
      expect(answer.status, answer.text).to.equal(200);
      expect((await read(`/staff/${made.id}`)).body.lastName).to.equal("Ncube 🎓");
      expect((await read("/students", before)).status).to.equal(401);
      await signIn(a.host, made.email, password);
      expect((await patch(`/users/${made.id}`, { lastName: "Late", version: 0 })).status).to.equal(409);
      const own = await patch(`/users/${clerk.id}`, { password }, clerk.token);
      expect(own.body.errors[0].path).to.equal("/password");
      const trail = await read(`/audit?entity=User&entityId=${made.id}`);
      expect(trail.text).to.contain("(secret)").and.not.to.contain("argon2");
    });

    it("keeps one of email and phone", async () => {
      const made = (await post("/users", user())).body;
      const answer = await patch(`/users/${made.id}`, { email: null });
      expect([answer.status, answer.body.errors[0].path]).to.deep.equal([422, "/email"]);
    });

    it("lets nobody give what he does not hold, nor change one who may more", async () => {
      const more = await post("/users", user({ roleIds: [presets.admin] }), clerk.token);
      expect([more.status, more.body.errors?.[0].path]).to.deep.equal([403, "/roleIds/0"]);
      const admin = (await read("/users?search=Ada")).body.data[0];
      const took = await patch(`/users/${admin.id}`, { password: "mine from now on" }, clerk.token);
      expect(took.status).to.equal(403);
      expect((await patch(`/users/${admin.id}`, { email: "me@a.example.test" }, clerk.token)).status).to.equal(403);
      expect((await patch(`/users/${clerk.id}`, { roleIds: [presets.admin] }, clerk.token)).status).to.equal(403);
    });

    it("keeps the last user who manages users, of two at once too", async () => {
      const c = await makeSchool();
      const second = await makeUser(c, { preset: "admin" });
      const first = (await read("/users?search=Ada", c.token)).body.data[0];
      const both = await Promise.all([
        patch(`/users/${first.id}`, { status: "disabled" }, second.token),
        patch(`/users/${second.id}`, { roleIds: [] }, c.token),
      ]);
      expect(both.map(({ status }) => status).filter((status) => status === 200)).to.have.length(1);
      const [stays, token] = both[0]?.status === 200 ? [second, second.token] : [first, c.token];
      const last = await patch(`/users/${stays.id}`, { status: "disabled" }, token);
      expect([last.status, last.body.code]).to.deep.equal([409, "in_use"]);
    });
  });

  describe("roles", () => {
    it("makes, changes at once, and deletes only when unused", async () => {
      const role = (await post("/roles", { name: "Clerk", permissions: ["students.read"] })).body;
      const made = (await post("/users", user({ roleIds: [role.id] }))).body;
      const token = await signIn(a.host, made.email);
      const subject = { code: "ART", name: "Art" };
      expect((await post("/subjects", subject, token)).status).to.equal(403);
      const permissions = ["students.read", "structure.read", "structure.write"];
      expect((await patch(`/roles/${role.id}`, { permissions })).body.permissions).to.deep.equal(permissions);
      expect((await post("/subjects", subject, token)).status, "the same token").to.equal(201);
      const used = await ask("DELETE", `${S}/roles/${role.id}`, { token: a.token });
      expect([used.status, used.body.code]).to.deep.equal([409, "in_use"]);
      await patch(`/users/${made.id}`, { roleIds: [] });
      expect((await ask("DELETE", `${S}/roles/${role.id}`, { token: a.token })).status).to.equal(204);
    });

    it("names the wrong code, the taken name, and lets nobody write what he does not hold", async () => {
      const unknown = await post("/roles", { name: "X", permissions: ["students.read", "moon.walk"] });
      expect([unknown.status, unknown.body.errors[0].path]).to.deep.equal([422, "/permissions/1"]);
      const taken = await post("/roles", { name: "VIEWER", permissions: [] });
      expect([taken.status, taken.body.errors[0].path]).to.deep.equal([409, "/name"]);
      const role = (await post("/roles", { name: "Small", permissions: ["students.read:own"] }, clerk.token)).body;
      const larger = await patch(`/roles/${role.id}`, { permissions: ["students.read"] }, clerk.token);
      expect([larger.status, larger.body.errors[0].path]).to.deep.equal([403, "/permissions/0"]);
      expect((await post("/roles", { name: "Y", permissions: ["audit.read"] }, clerk.token)).status).to.equal(403);
      expect((await patch(`/roles/${presets.admin}`, { name: "Mine" }, clerk.token)).status).to.equal(403);
    });

    it("keeps a role that manages users as long as nobody else does", async () => {
      const c = await makeSchool();
      const roleId = (await read("/roles?search=Administrator", c.token)).body.data[0].id;
      const answer = await patch(`/roles/${roleId}`, { permissions: ["students.read"] }, c.token);
      expect([answer.status, answer.body.code]).to.deep.equal([409, "in_use"]);
    });

    it("lists the codes there are", async () => {
      const { data } = (await read("/permissions", viewer.token)).body;
      expect(data).to.deep.include.members([{ code: "students.read" }, { code: "marks.enter:own" }]);
    });
  });

  describe("keys", () => {
    it("answers the key once; it may what it was given and ends when it is deleted", async () => {
      const made = await post("/api-keys", { name: "Timetable", permissions: ["students.read"] });
      expect(made.status, made.text).to.equal(201);
      const { key, id } = made.body;
      expect((await read("/api-keys")).text).not.to.contain(key);
      expect((await ask("GET", `${S}/students`, { key })).status).to.equal(200);
      expect((await ask("GET", `${S}/users`, { key })).status).to.equal(403);
      expect((await ask("DELETE", `${S}/api-keys/${id}`, { token: b.token })).status).to.equal(404);
      expect((await ask("DELETE", `${S}/api-keys/${id}`, { token: a.token })).status).to.equal(204);
      expect((await ask("GET", `${S}/students`, { key })).status).to.equal(401);
    });

    it("gives no more than its maker holds, and no key that has ended", async () => {
      const more = await post("/api-keys", { name: "K", permissions: ["students.read"] }, clerk.token);
      expect([more.status, more.body.errors[0].path]).to.deep.equal([403, "/permissions/0"]);
      const past = await post("/api-keys", {
        name: "K",
        permissions: ["students.read"],
        expiresAt: "2020-01-01T00:00:00Z",
      });
      expect([past.status, past.body.errors[0].path]).to.deep.equal([422, "/expiresAt"]);
    });
  });

  it("filters the trail by who, what, which and when", async () => {
    const made = (await post("/subjects", { code: "MUS", name: "Music" })).body;
    const me = (await read("/auth/me")).body.id;
    const query = `actorId=${me}&entity=Subject&action=create&entityId=${made.id}`;
    const day = new Date().toISOString().slice(0, 10);
    const found = await read(`/audit?${query}&from=${day}&to=${day}`);
    expect(found.status, found.text).to.equal(200);
    expect(found.body.data).to.have.length(1);
    expect(found.body.data[0]).to.deep.include({ before: null, entityId: made.id });
    expect(found.body.data[0].after.code).to.equal("MUS");
    expect((await read(`/audit?${query}&to=2020-01-01`)).body.data).to.have.length(0);
    expect((await read("/audit?who=me")).status).to.equal(422);
    expect((await read("/audit?from=2026-02-30")).body.errors[0].path).to.equal("/from");
    expect((await read("/audit", viewer.token)).status).to.equal(403);
    expect((await read(`/audit?entityId=${made.id}`, b.token)).body.data).to.have.length(0);
  });

  it("shows nothing of it to the other school, to a viewer, or to nobody", async () => {
    for (const path of [`/users/${viewer.id}`, `/staff/${viewer.id}`, `/roles/${presets.viewer}`]) {
      expect((await read(path, b.token)).status, path).to.equal(404);
      expect((await patch(path, {}, b.token)).status, path).to.equal(404);
    }
    expect((await ask("DELETE", `${S}/roles/${presets.viewer}`, { token: b.token })).status).to.equal(404);
    for (const path of ["/users", "/roles", "/api-keys"]) {
      expect((await read(path, viewer.token)).status, path).to.equal(403);
      expect((await ask("GET", S + path, { host: a.host })).status, path).to.equal(401);
    }
    expect((await post("/users", user(), viewer.token)).status).to.equal(403);
    expect((await post("/users", user(), await platformToken("operator"))).body.code).to.equal("wrong_audience");
    const entered = await ask("POST", `${S}/users`, {
      token: await platformToken(),
      headers: { "x-schema-name": a.schema },
      body: user(),
    });
    expect(entered.status, entered.text).to.equal(201);
  });

  it("changes a profile, and refuses a taken employee number", async () => {
    expect((await patch(`/staff/${viewer.id}`, { title: "Ms", employeeNumber: "E1" })).body.title).to.equal("Ms");
    const taken = await patch(`/staff/${clerk.id}`, { employeeNumber: "E1" });
    expect([taken.status, taken.body.errors[0].path]).to.deep.equal([409, "/employeeNumber"]);
    expect((await patch(`/staff/${viewer.id}`, { title: "Dr" }, viewer.token)).status).to.equal(403);
  });
});
