import { expect } from "chai";
import { ask, appPort } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { PASSWORD, platformToken, makeSchool, type School } from "../support/schools.js";
import { Browser, schoolWithPanel, usePanel, userWith } from "./support.js";

describe("signing in to the panel", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let other: School;
  let browser: Browser;
  before(async () => {
    ({ school, browser } = await schoolWithPanel());
    other = await makeSchool();
  });
  const email = () => `admin@${school.schema}.example.test`;
  const query = async (sql: string, bind: unknown[] = []) =>
    asSuperuser(
      await testDatabase(),
      async (client) => (await client.query(sql, bind)).rows as Record<string, unknown>[],
    );

  it("shows a page of at most 5 kB with the school's name and no script", async () => {
    const page = await new Browser(school.host).ask("GET", "/admin/login");
    expect(page.status).to.equal(200);
    expect(Buffer.byteLength(page.text)).to.be.below(5000);
    expect(page.text).to.include(school.client.name).and.not.include("<script");
    expect(page.headers["content-security-policy"]).to.match(/default-src 'none'.*style-src 'nonce-/);
    expect(page.headers["set-cookie"]).to.equal(undefined);
  });

  it("sends a page's visitor to the sign-in page and back to where he wanted to go", async () => {
    const visitor = new Browser(school.host, "none");
    const page = await visitor.ask("GET", "/admin/resources/students?page=2");
    expect(page.status).to.equal(302);
    expect(page.headers.location).to.equal("/admin/login?to=%2Fadmin%2Fresources%2Fstudents%3Fpage%3D2");
    const to = "/admin/resources/students?page=2";
    const inside = await new Browser(school.host).form("/admin/login", { name: email(), password: PASSWORD, to });
    expect(inside.headers.location).to.equal(to);
  });

  it("never leads to another host after signing in", async () => {
    for (const to of ["//evil.test/", "https://evil.test/", "/admin/\\evil.test", "/admin//evil.test", "/elsewhere"]) {
      const answer = await new Browser(school.host).form("/admin/login", { name: email(), password: PASSWORD, to });
      expect(answer.headers.location, to).to.equal("/admin/");
    }
  });

  it("gives a cookie that scripts cannot read, bound to the port, without Secure on plain http", async () => {
    const answer = await new Browser(school.host).form("/admin/login", { name: email(), password: PASSWORD });
    const cookie = String(answer.headers["set-cookie"]);
    expect(cookie).to.match(new RegExp(`^formroom-panel-${appPort()}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax$`));
  });

  it("keeps only a hash of the cookie, in a row under the school's wall", async () => {
    const secret = browser.cookie.split("=")[1] ?? "";
    const rows = await query("SELECT id, client_id FROM public.panel_sessions WHERE client_id = $1", [
      school.client.id,
    ]);
    expect(rows).not.to.be.empty;
    expect(JSON.stringify(rows)).not.to.include(secret);
  });

  it("says the same of a wrong password, an unknown name and an empty form", async () => {
    const texts = new Set<string>();
    for (const form of [
      { name: email(), password: "not the password" },
      { name: "nobody@nowhere.example.test", password: PASSWORD },
      { name: "+263771234567", password: "x" },
    ]) {
      const answer = await new Browser(school.host).form("/admin/login", form);
      expect(answer.status).to.equal(401);
      texts.add(/<p class="wrong"[^>]*>([^<]+)</.exec(answer.text)?.[1] ?? "");
    }
    expect([...texts]).to.have.lengthOf(1);
  });

  it("shows what was typed as text, never as HTML", async () => {
    const answer = await new Browser(school.host).form("/admin/login", { name: `"><script>x</script>`, password: "x" });
    expect(answer.text).not.to.include("<script>x");
  });

  it("begins a new session at every sign-in and ends the one before: a planted cookie is worth nothing", async () => {
    const victim = new Browser(school.host);
    victim.cookie = browser.cookie.replace(/=.*/, `=${"A".repeat(43)}`);
    const planted = victim.cookie;
    await victim.signIn(email());
    expect(victim.cookie).not.to.equal(planted);
    const attacker = new Browser(school.host);
    attacker.cookie = planted;
    expect((await attacker.list("students")).status).to.equal(401);
    const first = victim.cookie;
    await victim.signIn(email());
    attacker.cookie = first;
    expect((await attacker.list("students")).status).to.equal(401);
    expect((await victim.list("students")).status).to.equal(200);
  });

  it("refuses a school's cookie on another school's host and on the main host", async () => {
    await platformToken();
    for (const host of [other.host, "localhost"]) {
      const stranger = new Browser(host);
      stranger.cookie = browser.cookie;
      expect((await stranger.list("students")).status, host).to.equal(401);
      expect((await stranger.ask("GET", "/admin/data/students")).status, host).to.equal(401);
      expect((await stranger.ask("GET", "/admin/")).status, host).to.equal(302);
    }
  });

  it("does not take a school's user on the main host, nor a platform user at a school", async () => {
    const main = await new Browser("localhost").form("/admin/login", { name: email(), password: PASSWORD });
    expect(main.status).to.equal(401);
    const name = "superadmin@platform.example.test";
    expect((await new Browser(school.host).form("/admin/login", { name, password: PASSWORD })).status).to.equal(401);
    expect((await new Browser("localhost").form("/admin/login", { name, password: PASSWORD })).status).to.equal(303);
  });

  it("refuses a sign-in form of another site, and a sign-out too", async () => {
    for (const site of ["cross-site", "same-site", "none"]) {
      const answer = await new Browser(school.host, site).form("/admin/login", { name: email(), password: PASSWORD });
      expect(answer.status, site).to.equal(403);
      expect(answer.headers["set-cookie"]).to.equal(undefined);
    }
    const mine = await userWith(school, ["students.read"]);
    expect((await mine.ask("POST", "/admin/logout", { headers: { "sec-fetch-site": "same-site" } })).status).to.equal(
      403,
    );
    expect((await mine.list("students")).status).to.equal(200);
  });

  it("signs out by POST only, and the old cookie is worth nothing", async () => {
    const mine = await userWith(school, ["students.read"]);
    const { cookie } = mine;
    expect((await mine.ask("GET", "/admin/logout")).status).to.equal(404);
    expect((await mine.list("students")).status).to.equal(200);
    expect((await mine.ask("POST", "/admin/logout")).headers.location).to.equal("/admin/login?note=out");
    expect((await mine.ask("GET", "/admin/login?note=out")).text).to.include("You are signed out");
    mine.cookie = cookie;
    expect((await mine.list("students")).status).to.equal(401);
  });

  it("ends the session of who was disabled or has another password since", async () => {
    const mine = await userWith(school, ["students.read"]);
    await query("UPDATE public.users SET token_version = token_version + 1 WHERE id = $1", [mine.userId]);
    expect((await mine.list("students")).status).to.equal(401);
    expect(await query("SELECT 1 FROM public.panel_sessions WHERE user_id = $1", [mine.userId])).to.be.empty;
  });

  it("ends a session after two hours of rest or twelve in all", async () => {
    const mine = await userWith(school, ["students.read"]);
    await query("UPDATE public.panel_sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1", [
      mine.userId,
    ]);
    expect((await mine.list("students")).status).to.equal(401);
    const late = await userWith(school, ["students.read"]);
    const started = Date.now() - 12 * 3_600_000;
    await query(
      `UPDATE public.panel_sessions SET data = data || jsonb_build_object('startedAt', $2::bigint) WHERE user_id = $1`,
      [late.userId, started],
    );
    expect((await late.list("students")).status).to.equal(401);
  });

  it("answers an unknown host with 404 and a suspended school with words, not with a sign-in page", async () => {
    const nowhere = await ask("GET", "/admin/", { host: "nowhere.localhost" });
    expect(nowhere.status).to.equal(404);
    expect(nowhere.text).to.include("No school at this address");
    const paused = await makeSchool();
    const browserOfPaused = new Browser(paused.host);
    await browserOfPaused.signIn(`admin@${paused.schema}.example.test`);
    await query("UPDATE public.clients SET status = 'suspended' WHERE id = $1", [paused.client.id]);
    expect((await browserOfPaused.list("students")).body.code).to.equal("client_suspended");
    const page = await browserOfPaused.ask("GET", "/admin/");
    expect(page.status).to.equal(403);
    expect(page.text).to.include("The school is suspended");
  });

  it("uses a __Host- cookie with Secure where a trusted proxy says https", async () => {
    // The application reads TRUST_PROXY when it is made; the cookie's name alone is asked for here.
    const { cookieName } = await import("../../app/panel/cookie.js");
    expect(cookieName({ secure: true } as never)).to.equal("__Host-formroom-panel");
  });
});
