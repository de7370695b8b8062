import { expect } from "chai";
import jwt from "jsonwebtoken";
import { currentKey, purposeKey, sha256 } from "../../app/crypto/keys.js";
import { uuidv7 } from "../../app/ids.js";
import { ApiKey } from "../../models/public/ApiKey.js";
import { PlatformApiKey } from "../../models/public/PlatformApiKey.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp, type Ask } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";

const STUDENTS = "/api/v1/school/students";

describe("the one credential", () => {
  let a: School;
  let b: School;
  let superadmin = "";
  let user: SignedIn;
  const code = async (more: Ask, path = STUDENTS) => {
    const { status, body } = await ask("GET", path, { host: a.host, ...more });
    return [status, body.code ?? "ok"];
  };
  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    superadmin = await platformToken();
    user = await makeUser(a, { preset: "viewer" });
  });
  after(closeApp);

  it("is one: two of them are refused before either is looked at", async () => {
    expect(await code({ token: a.token, key: "frk_x.y" })).to.deep.equal([400, "ambiguous_credentials"]);
    expect(await code({ token: "nonsense", key: "nonsense" })).to.deep.equal([400, "ambiguous_credentials"]);
  });

  it("never falls through to the host when it is wrong", async () => {
    const wrong = [
      "",
      "Basic YWRtaW46YWRtaW4=",
      "Bearer",
      "Bearer ",
      "Bearer x",
      "Bearer a.b.c",
      "Bearer null",
      a.token,
    ];
    for (const authorization of wrong)
      expect(await code({ headers: { authorization } }), authorization).to.deep.equal([401, "unauthenticated"]);
    for (const key of [
      "",
      "x",
      "frk_.x",
      `frk_${a.schema}.${"x".repeat(43)}`,
      `frp.${"x".repeat(43)}`,
      `frk_nobody.${"x".repeat(43)}`,
    ])
      expect(await code({ headers: { "x-api-key": key } }), key).to.deep.equal([401, "unauthenticated"]);
    const login = {
      host: a.host,
      headers: { authorization: "Bearer x" },
      body: { email: user.email, password: "correct horse battery" },
    };
    expect((await ask("POST", "/api/v1/school/auth/login", login)).status, "nor at a sign-in").to.equal(401);
  });

  describe("a forged token", () => {
    const claims = () => ({ ...(jwt.decode(user.token) as Record<string, unknown>) });
    const key = () => purposeKey("jwt", currentKey());
    const kid = () => currentKey().id;
    const signed = (payload: object, secret: jwt.Secret, options: jwt.SignOptions = {}) =>
      jwt.sign(payload, secret, { algorithm: "HS256", keyid: kid(), ...options });

    it("is the test's own measure: the same claims with the right key pass", async () => {
      expect(await code({ token: signed(claims(), key()) })).to.deep.equal([200, "ok"]);
    });

    it("is refused when it has expired, with words of its own", async () => {
      const past = Math.floor(Date.now() / 1000) - 1;
      expect(await code({ token: signed({ ...claims(), exp: past }, key()) })).to.deep.equal([401, "token_expired"]);
    });

    const forgeries: [string, () => string][] = [
      ["by another key", () => signed(claims(), Buffer.alloc(32, 7))],
      ["by the raw secret, not the purpose's key", () => signed(claims(), currentKey().key)],
      ["by an unknown kid", () => signed(claims(), key(), { keyid: "other" })],
      ["without a kid", () => jwt.sign(claims(), key(), { algorithm: "HS256" })],
      ["by HS384", () => signed(claims(), key(), { algorithm: "HS384" })],
      ["by nobody (alg none)", () => jwt.sign(claims(), "", { algorithm: "none", keyid: kid() })],
      ["for another issuer", () => signed({ ...claims(), iss: "somebody" }, key())],
      ["for another audience", () => signed({ ...claims(), aud: "formroom:else" }, key())],
      ["for the platform, with a school's user", () => signed({ ...claims(), aud: "formroom:system" }, key())],
      ["without a client", () => signed({ ...claims(), client: undefined }, key())],
      ["for another school's client", () => signed({ ...claims(), client: b.client.id, schema: b.schema }, key())],
      ["for a client that is none", () => signed({ ...claims(), client: uuidv7() }, key())],
      ["with a version that was", () => signed({ ...claims(), ver: -1 }, key())],
      ["without a version", () => signed({ ...claims(), ver: undefined }, key())],
      ["for nobody", () => signed({ ...claims(), sub: uuidv7() }, key())],
      ["cut in two", () => user.token.split(".").slice(0, 2).join(".")],
      ["with its last byte changed", () => `${user.token.slice(0, -2)}${user.token.endsWith("AA") ? "BB" : "AA"}`],
    ];
    for (const [how, make] of forgeries)
      it(`is refused ${how}`, async () => {
        const token = make();
        expect(await code({ token })).to.deep.equal([401, "unauthenticated"]);
        expect((await ask("GET", "/api/v1/system/schools", { token })).status).to.be.oneOf([401, 403]);
      });
  });

  it("keeps each side's tokens from the other", async () => {
    expect(await code({ token: a.token }, "/api/v1/system/schools")).to.deep.equal([403, "wrong_audience"]);
    expect(await code({ token: a.token }, "/api/v1/system/auth/me")).to.deep.equal([403, "wrong_audience"]);
    expect(await code({ token: superadmin })).to.deep.equal([403, "wrong_audience"]);
    expect(await code({ token: superadmin }, "/api/v1/school/auth/me")).to.deep.equal([403, "wrong_audience"]);
  });

  it("has no effect as a cookie", async () => {
    expect(await code({ headers: { cookie: `token=${a.token}; accessToken=${a.token}` } })).to.deep.equal([
      401,
      "unauthenticated",
    ]);
  });

  describe("an API key", () => {
    const makeKey = async (body: object) =>
      (await ask("POST", "/api/v1/school/api-keys", { token: a.token, body: { name: "Sums", ...body } })).body;

    it("of a school opens that school, whatever the host, with its own permissions", async () => {
      const { key, id } = await makeKey({ permissions: ["students.read"] });
      for (const host of [a.host, b.host, "localhost"]) expect(await code({ key, host })).to.deep.equal([200, "ok"]);
      const body = { firstName: "A", lastName: "B", gender: "other", dateOfBirth: "2010-01-01" };
      expect((await ask("POST", STUDENTS, { key, body })).body.code).to.equal("forbidden");
      expect(await code({ key }, "/api/v1/system/schools")).to.deep.equal([403, "wrong_audience"]);
      const foreign = { key, headers: { "x-schema-name": b.schema } };
      expect(await code(foreign)).to.deep.equal([403, "schema_not_allowed"]);
      expect((await ask("GET", `/api/v1/school/api-keys/${id}`, { token: a.token })).text).not.to.contain(key);
      expect(await a.inside(() => ApiKey.count({ where: { keyHash: sha256(key) } }))).to.equal(1);
      await ask("DELETE", `/api/v1/school/api-keys/${id}`, { token: a.token });
      expect(await code({ key }), "deleted").to.deep.equal([401, "unauthenticated"]);
    });

    it("of a school is refused once it has expired", async () => {
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      const { key, id } = await makeKey({ permissions: ["students.read"], expiresAt });
      expect(await code({ key })).to.deep.equal([200, "ok"]);
      await a.inside(async () =>
        (await ApiKey.findByPk(id, { rejectOnEmpty: true })).update({ expiresAt: new Date(0) }),
      );
      expect(await code({ key })).to.deep.equal([401, "unauthenticated"]);
    });

    it("of one school with the other's name in it is nobody's", async () => {
      const { key } = await makeKey({ permissions: ["students.read"] });
      expect(await code({ key: String(key).replace(a.schema, b.schema) })).to.deep.equal([401, "unauthenticated"]);
    });

    it("of the platform is a superadmin's, names its school, and ends when it expires", async () => {
      const made = await ask("POST", "/api/v1/system/api-keys", { token: superadmin, body: { name: "Global" } });
      expect(made.status, made.text).to.equal(201);
      const { key, id } = made.body as { key: string; id: string };
      expect(await code({ key })).to.deep.equal([403, "wrong_audience"]);
      expect(await code({ key, headers: { "x-schema-name": a.schema } })).to.deep.equal([200, "ok"]);
      expect(await code({ key }, "/api/v1/system/schools")).to.deep.equal([200, "ok"]);
      const operators = await ask("POST", "/api/v1/system/api-keys", {
        token: await platformToken("operator"),
        body: { name: "No" },
      });
      expect(operators.status).to.equal(403);
      await withPlatform(async () => {
        await PlatformApiKey.update({ expiresAt: new Date(0) }, { where: { id }, audited: true } as never);
      });
      expect(await code({ key, headers: { "x-schema-name": a.schema } })).to.deep.equal([401, "unauthenticated"]);
    });
  });
});
