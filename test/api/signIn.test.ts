import { expect } from "chai";
import { forgetFailures } from "../support/database.js";
import { sequelize } from "../../app/database/connection.js";
import { sha256 } from "../../app/crypto/keys.js";
import { uuidv7 } from "../../app/ids.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Staff } from "../../models/school/Staff.js";
import { RefreshToken } from "../../models/public/RefreshToken.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";

const AUTH = "/api/v1/school/auth";

describe("signing in", () => {
  let a: School;
  let user: SignedIn;
  const login = (body: object, host = a.host) => ask("POST", `${AUTH}/login`, { host, body });
  const refresh = (refreshToken: string, host = a.host) =>
    ask("POST", `${AUTH}/refresh`, { host, body: { refreshToken } });
  const right = () => ({ email: user.email, password: PASSWORD });
  const me = (token: string) => ask("GET", `${AUTH}/me`, { token });

  before(async () => {
    a = await makeSchool();
  });
  beforeEach(async () => {
    user = await makeUser(a, { preset: "class-teacher" });
    await forgetFailures();
  });
  afterEach(forgetFailures);
  after(closeApp);

  it("answers tokens and who one is", async () => {
    const { status, body } = await login({ email: user.email.toUpperCase(), password: PASSWORD });
    expect(status).to.equal(200);
    expect(body).to.have.all.keys("accessToken", "refreshToken", "tokenType", "expiresIn", "user");
    expect(body).to.include({ tokenType: "Bearer", expiresIn: 900 });
    expect(body.user).to.include({ id: user.id, email: user.email, firstName: "Una" });
    expect(body.user.roles[0].name).to.equal("Class teacher");
    expect(body.user.permissions).to.include("students.read:own");
    expect(body.user.staff.id).to.equal(user.id);
    expect((await me(body.accessToken)).body).to.deep.equal(body.user);
    expect((await ask("POST", `${AUTH}/login/`, { host: a.host, body: right() })).status, "with a slash").to.equal(200);
  });

  it("on a main host names its school, on a school's host must not", async () => {
    expect((await login({ ...right(), schemaName: a.schema }, "localhost")).status).to.equal(200);
    const missing = await login(right(), "localhost");
    expect([missing.status, missing.body.errors[0].path]).to.deep.equal([422, "/schemaName"]);
    const unknown = await login({ ...right(), schemaName: "nothing_here" }, "localhost");
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, "not_found"]);
    const both = await login({ ...right(), schemaName: a.schema });
    expect([both.status, both.body.errors[0].path]).to.deep.equal([422, "/schemaName"]);
  });

  it("gives the same words to wrong, unknown and locked", async () => {
    const words = ({ status, body }: { status: number; body: Record<string, unknown> }) => ({
      status,
      ...body,
      requestId: "",
    });
    const wrong = words(await login({ ...right(), password: "wrong wrong wrong" }));
    expect(wrong).to.include({ status: 401, code: "invalid_credentials" });
    expect(words(await login({ email: "nobody@example.test", password: "wrong wrong wrong" }))).to.deep.equal(wrong);
    expect(words(await login({ phone: "+263771234567", password: "wrong wrong wrong" }))).to.deep.equal(wrong);
    for (let n = 0; n < 10; n += 1) await login({ email: "locked@example.test", password: "wrong wrong wrong" });
    expect(words(await login(right())), "the address is locked, the password right").to.deep.equal(wrong);
  });

  it("locks an account after ten failures in fifteen minutes, for fifteen, whoever goes on trying", async () => {
    const subject = sha256(`account:${a.schema}:${user.email}`);
    const failedAgo = (minutes: number[]) =>
      withPlatform(async () => {
        for (const ago of minutes)
          await sequelize.query(
            `INSERT INTO public.sign_in_failures (id, subject, at) VALUES ($1, $2, now() - $3 * interval '1 minute')`,
            { bind: [uuidv7(), subject, ago] },
          );
      });
    await failedAgo([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect((await login(right())).status, "nine").to.equal(200);
    await failedAgo([0.1]);
    expect((await login(right())).status, "ten").to.equal(401);
    const [{ count }] = (
      await withPlatform(() =>
        sequelize.query("SELECT count(*)::int AS count FROM public.sign_in_failures WHERE subject = $1", {
          bind: [subject],
        }),
      )
    )[0] as [{ count: number }];
    expect(count, "a locked account is not counted on").to.equal(10);
    await forgetFailures();
    await failedAgo([10, 12, 14, 16, 18, 20, 21, 22, 23, 24]);
    expect((await login(right())).status, "the tenth came 10 minutes ago").to.equal(401);
    await forgetFailures();
    await failedAgo([15.2, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
    expect((await login(right())).status, "the tenth came over 15 minutes ago").to.equal(200);
    await forgetFailures();
    await failedAgo([1, 3, 5, 7, 9, 17, 19, 21, 23, 25]);
    expect((await login(right())).status, "never ten in fifteen").to.equal(200);
  });

  it("asks for one of email and phone, and for nothing else", async () => {
    for (const [body, path] of [
      [{ password: PASSWORD }, "/email"],
      [{ ...right(), phone: "+263771234567" }, "/email"],
      [{ email: user.email }, "/password"],
      [{ ...right(), otp: "123" }, "/otp"],
      [{ ...right(), email: [user.email] }, "/email"],
      [{ ...right(), password: { $ne: "" } }, "/password"],
      [{ ...right(), password: "a\0b" }, "/password"],
    ] as const) {
      const { status, body: problem } = await login(body);
      expect([status, problem.errors[0].path], JSON.stringify(body)).to.deep.equal([422, path]);
    }
  });

  describe("refresh tokens", () => {
    it("rotate; an old one that comes back ends the family, also after the refusal was rolled back", async () => {
      const first = (await login(right())).body;
      const second = await refresh(first.refreshToken);
      expect(second.status, second.text).to.equal(200);
      expect(second.body).to.have.all.keys("accessToken", "refreshToken", "tokenType", "expiresIn");
      expect((await me(second.body.accessToken)).status).to.equal(200);
      const reused = await refresh(first.refreshToken);
      expect([reused.status, reused.body.code]).to.deep.equal([401, "token_reused"]);
      expect((await refresh(second.body.refreshToken)).body.code, "the family has ended").to.equal("unauthenticated");
      expect(await a.inside(() => RefreshToken.count({ where: { userId: user.id } }))).to.equal(1);
    });

    it("of two at once carry on once", async () => {
      const { refreshToken } = (await login(right())).body;
      const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 401]);
    });

    it("lead to their school from any host", async () => {
      const { refreshToken } = (await login({ ...right(), schemaName: a.schema }, "localhost")).body;
      const b = await makeSchool();
      const next = await refresh(refreshToken, "localhost");
      expect(next.status, next.text).to.equal(200);
      expect((await refresh(next.body.refreshToken, b.host)).status).to.equal(200);
      expect((await refresh(refreshToken.replace(a.schema, b.schema), b.host)).status).to.equal(401);
    });

    it("are refused when they are none, expired, or of somebody disabled", async () => {
      for (const token of ["x", "a.b.c", `${a.schema}.${"x".repeat(43)}`])
        expect((await refresh(token)).status).to.equal(401);
      const { refreshToken } = (await login(right())).body;
      await a.inside(() => RefreshToken.update({ expiresAt: new Date(0) }, { where: { userId: user.id } }));
      expect((await refresh(refreshToken)).body.code).to.equal("unauthenticated");
    });

    it("end with a sign-out, which an unknown token does not disturb", async () => {
      const { refreshToken } = (await login(right())).body;
      const out = (token: string) => ask("POST", `${AUTH}/logout`, { host: a.host, body: { refreshToken: token } });
      expect([
        (await out(refreshToken)).status,
        (await out(refreshToken)).status,
        (await out("x")).status,
      ]).to.deep.equal([204, 204, 204]);
      expect((await refresh(refreshToken)).status).to.equal(401);
    });
  });

  describe("a password", () => {
    const change = (body: object) => ask("POST", `${AUTH}/change-password`, { token: user.token, body });

    it("is changed by whoever knows the present one, and ends all other sessions", async () => {
      const { refreshToken } = (await login(right())).body;
      const wrong = await change({ currentPassword: "not this one", newPassword: "a new password" });
      expect([wrong.status, wrong.body.errors[0].path]).to.deep.equal([422, "/currentPassword"]);
      const short = await change({ currentPassword: PASSWORD, newPassword: "short" });
      expect([short.status, short.body.errors[0].path]).to.deep.equal([422, "/newPassword"]);
      expect((await me(user.token)).status, "nothing changed yet").to.equal(200);
      const done = await change({ currentPassword: PASSWORD, newPassword: "a new password" });
      expect([done.status, done.text]).to.deep.equal([204, ""]);
      expect((await me(user.token)).status).to.equal(401);
      expect((await refresh(refreshToken)).status).to.equal(401);
      expect((await login(right())).status).to.equal(401);
      expect((await login({ ...right(), password: "a new password" })).status).to.equal(200);
      const told = await a.inside(() => AuditEntry.findOne({ where: { action: "password", entityId: user.id } }));
      expect(told?.actorId, "the trail names who did it").to.equal(user.id);
    });

    it("cannot be guessed without end by whoever has a token", async () => {
      const guess = () => change({ currentPassword: "a guess", newPassword: "a new password" });
      for (let n = 0; n < 10; n += 1) expect((await guess()).status).to.equal(422);
      expect((await change({ currentPassword: PASSWORD, newPassword: "a new password" })).status).to.equal(422);
      expect((await login(right())).status).to.equal(401);
    });
  });

  it("changes one's own name and phone, the teacher's profile too", async () => {
    const patch = (body: object) => ask("PATCH", `${AUTH}/me`, { token: user.token, body });
    const phone = "+263772000001";
    const changed = await patch({ firstName: "Zoë 🎓", phone });
    expect([changed.status, changed.body.firstName, changed.body.phone]).to.deep.equal([200, "Zoë 🎓", phone]);
    expect((await a.inside(() => Staff.findByPk(user.id)))?.firstName).to.equal("Zoë 🎓");
    const other = await makeUser(a, { permissions: [] });
    const taken = await ask("PATCH", `${AUTH}/me`, { token: other.token, body: { phone } });
    expect([taken.status, taken.body.code, taken.body.errors[0].path]).to.deep.equal([409, "duplicate", "/phone"]);
    for (const [field, value] of Object.entries({
      roleIds: [],
      email: "x@y.example",
      tokenVersion: 9,
      status: "active",
    }))
      expect((await patch({ [field]: value })).body.errors[0].path).to.equal(`/${field}`);
    expect((await login({ phone, password: PASSWORD })).status, "signs in by the phone").to.equal(200);
  });

  it("is the same on the platform's side", async () => {
    const token = await platformToken("support");
    const login = (body: object) => ask("POST", "/api/v1/system/auth/login", { body });
    const email = "support@platform.example.test";
    expect((await login({ email, password: "wrong wrong" })).body.code).to.equal("invalid_credentials");
    expect((await login({ ...right() })).body.code, "a school's user").to.equal("invalid_credentials");
    const named = await login({ email, password: PASSWORD, schemaName: a.schema });
    expect([named.status, named.body.errors[0].path]).to.deep.equal([422, "/schemaName"]);
    const self = await ask("GET", "/api/v1/system/auth/me", { token });
    expect(self.body).to.deep.include({ email, roles: [{ id: "support", name: "support" }] });
    const { refreshToken } = (await login({ email, password: PASSWORD })).body;
    const refreshed = await ask("POST", "/api/v1/system/auth/refresh", { body: { refreshToken } });
    expect(refreshed.status).to.equal(200);
    const reused = await ask("POST", "/api/v1/system/auth/refresh", { body: { refreshToken } });
    expect(reused.body.code).to.equal("token_reused");
  });

  it("of a platform user counts role and standing anew at each request", async () => {
    const superadmin = await platformToken();
    const email = `p${a.schema}@platform.example.test`;
    const made = await ask("POST", "/api/v1/system/users", {
      token: superadmin,
      body: { email, firstName: "P", lastName: "Q", role: "operator", password: PASSWORD },
    });
    expect(made.status, made.text).to.equal(201);
    const signIn = async () =>
      (await ask("POST", "/api/v1/system/auth/login", { body: { email, password: PASSWORD } })).body
        .accessToken as string;
    const read = async (token: string) => (await ask("GET", "/api/v1/system/schools", { token })).status;
    const first = await signIn();
    expect(await read(first)).to.equal(200);
    await ask("PATCH", `/api/v1/system/users/${made.body.id}`, { token: superadmin, body: { role: "support" } });
    expect(await read(first)).to.equal(401);
    const second = await signIn();
    await ask("PATCH", `/api/v1/system/users/${made.body.id}`, { token: superadmin, body: { status: "disabled" } });
    expect(await read(second)).to.equal(401);
    expect(await signIn()).to.equal(undefined);
  });
});
