import { expect } from "chai";
import { forgetFailures } from "../support/database.js";
import { sequelize } from "../../app/database/connection.js";
import { configure, env } from "../../app/env.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { PasswordReset } from "../../models/public/PasswordReset.js";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, appPort, closeApp } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";
import type { SmtpServer } from "./smtpServer.js";
import { textOf } from "./smtpServer.js";
import { linkOf, openMail, pump, rowsOf, tokenOf } from "./support.js";

const AUTH = "/api/v1/school/auth";
const NEW = "a new and longer password";

describe("a forgotten password", () => {
  let a: School;
  let b: School;
  let user: SignedIn;
  let smtp: SmtpServer;
  let close: () => Promise<void>;
  const forgot = (email: string, host = a.host, more: object = {}) =>
    ask("POST", `${AUTH}/forgot-password`, { host, body: { email, ...more } });
  const reset = (token: string, host = a.host, newPassword = NEW) =>
    ask("POST", `${AUTH}/reset-password`, { host, body: { token, newPassword } });
  const login = (password: string) =>
    ask("POST", `${AUTH}/login`, { host: a.host, body: { email: user.email, password } });
  const mailed = async (email = user.email): Promise<string> => {
    await forgot(email);
    await pump();
    const mail = smtp.mails.at(-1);
    if (!mail) throw new Error("no mail came");
    return tokenOf(mail);
  };

  before(async () => {
    ({ smtp, close } = await openMail());
    a = await makeSchool("PT");
    b = await makeSchool();
  });
  beforeEach(async () => {
    await pump(); // what an earlier test left
    smtp.mails.length = 0;
    user = await makeUser(a, { preset: "class-teacher" });
    await forgetFailures();
  });
  after(async () => {
    await close();
    await closeApp();
  });

  it("answers 202 and nothing, whether there is such a user or not, and mails the user only", async () => {
    const known = await forgot(user.email.toUpperCase());
    const unknown = await forgot("nobody@example.test");
    for (const { status, text } of [known, unknown]) expect([status, text]).to.deep.equal([202, ""]);
    await pump();
    expect(smtp.mails.map(({ to }) => to)).to.deep.equal([[user.email]]);
    expect((await rowsOf("nobody@example.test")).map(({ state }) => state)).to.deep.equal(["cancelled"]);
  });

  it("sends the same statements for both, so that time tells nothing", async () => {
    const statements = async (email: string) => {
      const sent: string[] = [];
      const note = (_: unknown, query: unknown) =>
        void sent.push((query as { sql: string }).sql.replace(/^Executing[^:]*: /, ""));
      sequelize.addHook("afterQuery", "reset", note);
      await forgot(email);
      sequelize.removeHook("afterQuery", "reset");
      return sent.map((sql) => sql.replace(/'[^']*'/g, "?"));
    };
    const known = await statements(user.email);
    expect(known.length).to.be.above(1);
    expect(await statements("nobody.else@example.test")).to.deep.equal(known);
  });

  it("is mailed in the school's language with a link to the school's own panel, whatever host was asked", async () => {
    await forgot(user.email, "localhost", { schemaName: a.schema });
    await pump();
    const [mail] = smtp.mails;
    if (!mail) throw new Error("no mail came");
    expect(new URL(linkOf(mail)).host).to.equal(`${a.host}:${env.PORT}`);
    expect(new URL(linkOf(mail)).pathname).to.equal("/admin/reset");
    expect(textOf(mail)).to.contain("palavra-passe").and.contain("60 minutos").and.contain(a.client.name);
    const onMainHost = await forgot(user.email, "localhost");
    expect([onMainHost.status, onMainHost.body.errors[0].path]).to.deep.equal([422, "/schemaName"]);
  });

  it("is set anew by the token: signed out everywhere, let in again where locked, on the trail", async () => {
    for (let n = 0; n < 10; n += 1) await login("wrong wrong wrong");
    const old = user.token;
    const answer = await reset(await mailed());
    expect([answer.status, answer.text]).to.deep.equal([204, ""]);
    expect((await ask("GET", `${AUTH}/me`, { token: old })).status, "an access token from before").to.equal(401);
    const [{ count }] = (
      await withPlatform(() =>
        sequelize.query("SELECT count(*)::int AS count FROM public.refresh_tokens WHERE user_id = $1", {
          bind: [user.id],
        }),
      )
    )[0] as [{ count: number }];
    expect(count, "refresh tokens").to.equal(0);
    await withPlatform(() =>
      sequelize.query("DELETE FROM public.sign_in_failures WHERE subject = encode(sha256('address:127.0.0.1'), 'hex')"),
    );
    expect((await login(NEW)).status, "the account's lock is gone").to.equal(200);
    expect((await login(PASSWORD)).status).to.equal(401);
    const trail = await a.inside(() => AuditEntry.findAll({ where: { entityId: user.id }, order: ["id"] }));
    const told = trail.map(({ action, actorId }) => `${action} ${actorId === user.id ? "himself" : actorId}`);
    expect(told).to.include.members(["reset-mail system", "reset-password himself"]);
    expect(JSON.stringify(trail), "no hash on the trail").not.to.contain("$argon2");
  });

  it("is set once: the token, and every other that was mailed, is spent", async () => {
    const [first, second] = [await mailed(), await mailed()];
    expect((await reset(first)).status).to.equal(204);
    for (const token of [first, second]) {
      const { status, body } = await reset(token);
      expect([status, body.code, body.errors[0].path]).to.deep.equal([422, "invalid", "/token"]);
    }
  });

  it("is set once by two at the same time", async () => {
    const token = await mailed();
    const answers = await Promise.all([reset(token), reset(token)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([204, 422]);
  });

  it("is kept as a hash, and holds for sixty minutes", async () => {
    const token = await mailed();
    const [row] = await a.inside(() => PasswordReset.findAll({ where: { userId: user.id } }));
    expect(row?.tokenHash).to.match(/^[0-9a-f]{64}$/);
    expect(JSON.stringify([row, await rowsOf(user.email)])).not.to.contain(token);
    const minutes = ((row?.expiresAt.getTime() ?? 0) - Date.now()) / 60_000;
    expect(minutes).to.be.within(59, 60);
    await a.inside(() =>
      PasswordReset.update({ expiresAt: new Date(Date.now() - 1000) }, { where: { userId: user.id } }),
    );
    expect((await reset(token)).status).to.equal(422);
  });

  it("is one school's: at another's address, or cut loose from its school, the token opens nothing", async () => {
    const token = await mailed();
    for (const [what, tried, host] of [
      ["at the other school", token, b.host],
      ["as the other school's", token.replace(a.schema, b.schema), b.host],
      ["without a school", token.split(".")[1] ?? "", a.host],
    ] as const)
      expect((await reset(tried, host)).status, what).to.equal(422);
    const onPlatform = await ask("POST", "/api/v1/system/auth/reset-password", { body: { token, newPassword: NEW } });
    expect(onPlatform.status).to.equal(422);
    expect((await reset(token, "localhost")).status, "a main host takes it to its school").to.equal(204);
  });

  it("is not set to one that is too short, and the token stands", async () => {
    const token = await mailed();
    const short = await reset(token, a.host, "short");
    expect([short.status, short.body.errors[0].path]).to.deep.equal([422, "/newPassword"]);
    expect((await reset(token)).status).to.equal(204);
  });

  it("is not mailed to who is disabled, nor taken from one who was disabled since", async () => {
    const token = await mailed();
    await ask("PATCH", `/api/v1/school/users/${user.id}`, { token: a.token, body: { status: "disabled" } });
    expect((await reset(token)).status).to.equal(422);
    await forgot(user.email);
    expect(await pump()).to.equal(0);
  });

  it("is mailed five times an hour and no oftener, without a word; unknown addresses count alike", async () => {
    for (const email of [user.email, `x${user.email}`]) {
      for (let n = 0; n < 7; n += 1) expect((await forgot(email)).status).to.equal(202);
      expect((await rowsOf(email)).length).to.equal(5);
    }
    await Promise.all(Array.from({ length: 7 }, () => forgot(`y${user.email}`)));
    expect((await rowsOf(`y${user.email}`)).length, "at once").to.equal(5);
    await pump();
    expect(smtp.mails.length).to.equal(5);
  });

  it("is asked for five times an hour from one address of the network, then 429", async () => {
    await forgot(user.email); // through `ask`, which forgets the counts before each
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const body = JSON.stringify({ email: `n${n}@example.test` });
      const headers = { "content-type": "application/json", "x-forwarded-for": "10.0.0.1" };
      const url = `http://127.0.0.1:${appPort()}/api/v1/system/auth/forgot-password`;
      statuses.push((await fetch(url, { method: "POST", body, headers })).status);
    }
    expect(statuses).to.deep.equal([202, 202, 202, 202, 429]);
  });

  it("works for the platform's own people, from the platform's address", async () => {
    const email = `forgetful@${a.schema}.example.test`;
    const token = await platformToken();
    const made = await ask("POST", "/api/v1/system/users", {
      token,
      body: { email, firstName: "F", lastName: "G", role: "support", password: PASSWORD },
    });
    expect(made.status, made.text).to.equal(201);
    const asked = await ask("POST", "/api/v1/system/auth/forgot-password", { host: "evil.example", body: { email } });
    expect(asked.status).to.equal(202);
    await pump();
    const [mail] = smtp.mails;
    if (!mail) throw new Error("no mail came");
    expect(linkOf(mail)).to.match(/^http:\/\/localhost:\d+\/admin\/reset\?token=[\w-]{43}$/);
    const set = await ask("POST", "/api/v1/system/auth/reset-password", {
      body: { token: tokenOf(mail), newPassword: NEW },
    });
    expect(set.status, set.text).to.equal(204);
    const back = await ask("POST", "/api/v1/system/auth/login", { body: { email, password: NEW } });
    expect(back.status).to.equal(200);
  });

  it("leads to the scheme and port of PUBLIC_URL, never to a Host that was sent", async () => {
    configure({ PUBLIC_URL: "https://localhost" });
    try {
      await forgot(user.email);
      await pump();
    } finally {
      configure({ PUBLIC_URL: undefined });
    }
    expect(linkOf(smtp.mails[0]!)).to.match(new RegExp(`^https://${a.host}/admin/reset\\?token=`));
  });
});
