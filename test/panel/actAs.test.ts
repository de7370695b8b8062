import { expect } from "chai";
import { LINK_MS } from "../../app/commands/platform/actAs.js";
import { forgetLimits } from "../../app/http/limits.js";
import { useClock } from "../../app/locale/clock.js";
import { withPlatform } from "../../app/tenancy/scope.js";
import { PlatformUser } from "../../models/public/PlatformUser.js";
import { User } from "../../models/public/User.js";
import { ask } from "../support/app.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";
import { Browser, refusalOf, usePanel, userWith } from "./support.js";

const later = (ms: number) => useClock(() => new Date(Date.now() + ms));

describe("acting as a school's user", function () {
  this.timeout(30_000);
  let school: School;
  let other: School;
  let token: string;
  usePanel();
  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
    token = await platformToken("support");
  });
  afterEach(() => {
    useClock();
    forgetLimits();
  });

  const order = (body: object = { reason: "They cannot find the marks" }, as = token) =>
    ask("POST", `/api/v1/system/schools/${school.client.id}/act-as`, { token: as, body });
  async function linkOf(body?: object): Promise<URL> {
    const answer = await order(body);
    expect(answer.status, answer.text).to.equal(200);
    return new URL(answer.body.url as string);
  }
  const open = (browser: Browser, { pathname, search }: URL, headers: Record<string, string> = {}) =>
    browser.ask("GET", pathname + search, {
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-dest": "document", ...headers },
    });
  async function acting(body?: object): Promise<Browser> {
    const browser = new Browser(school.host);
    const answer = await open(browser, await linkOf(body));
    expect([answer.status, answer.headers.location], answer.text).to.deep.equal([303, "/admin/"]);
    return browser;
  }
  const me = (browser: Browser) => browser.ask("GET", "/admin/data/auth/me");
  const trail = async (query: string) =>
    (await ask("GET", `/api/v1/school/audit?${query}&sort=-at`, { token: school.token })).body.data as {
      actor: { id: string; impersonatorId?: string };
      action: string;
      after: Record<string, unknown>;
    }[];

  it("answers a link to the school's own address, with the platform's scheme and port", async () => {
    const url = await linkOf();
    expect([url.protocol, url.hostname, url.pathname]).to.deep.equal(["http:", school.host, "/admin/act-as"]);
    expect(url.searchParams.get("token")).to.match(/^[\w-]{43}$/);
  });

  it("begins a session as the school's first administrator, and is told on both trails with the reason", async () => {
    const browser = await acting({ reason: "Ticket 4711" });
    const { body } = await me(browser);
    expect(body.email).to.equal(`admin@${school.schema}.example.test`);
    const [entry] = await trail("action=act-as");
    expect(entry?.actor.id).to.equal(body.id);
    expect(entry?.actor.impersonatorId).to.be.a("string");
    expect(entry?.after).to.include({ reason: "Ticket 4711", by: "Pat support" });
    const platform = await ask("GET", `/api/v1/system/audit?action=act-as&entityId=${school.client.id}`, { token });
    expect(platform.body.data[0].actor.id).to.equal(entry?.actor.impersonatorId);
    expect(platform.body.data[0].after).to.include({ reason: "Ticket 4711", userId: body.id });
  });

  it("writes the platform's person beside the user on every change that is made meanwhile", async () => {
    const browser = await acting();
    const student = { firstName: "Acted", lastName: "Upon", gender: "male", dateOfBirth: "2011-01-01" };
    const made = await browser.ask("POST", "/admin/data/students", { body: student });
    expect(made.status, made.text).to.equal(201);
    const [byData] = await trail(`entityId=${made.body.id as string}`);
    const panel = await browser.create("forms", { name: "Acted", order: 77 });
    const [byPanel] = await trail(`entityId=${panel.body.record.id as string}`);
    const [entered] = await trail("action=act-as");
    for (const entry of [byData, byPanel]) expect(entry?.actor.impersonatorId).to.equal(entered?.actor.impersonatorId);
    const own = await ask("POST", "/api/v1/school/students", { token: school.token, body: student });
    expect((await trail(`entityId=${own.body.id as string}`))[0]?.actor).not.to.have.property("impersonatorId");
  });

  it("takes a user or a role's first holder, who must be active and of that school", async () => {
    const { userId } = await userWith(school, ["structure.read"]);
    expect((await me(await acting({ reason: "x", userId }))).body.id).to.equal(userId);
    expect((await me(await acting({ reason: "x", role: "administrator" }))).body.email).to.include("admin@");
    const stranger = await other.inside(() => User.findOne({ rejectOnEmpty: true }));
    await school.inside(async () =>
      (await User.findByPk(userId, { rejectOnEmpty: true })).update({ status: "disabled" }),
    );
    for (const [body, path] of [
      [{ reason: "x", userId }, "/userId"],
      [{ reason: "x", userId: stranger.id }, "/userId"],
      [{ reason: "x", role: "Nobody's" }, "/role"],
      [{ reason: "x", role: "Head", userId }, "/role"],
      [{}, "/reason"],
      [{ reason: "   " }, "/reason"],
    ] as const) {
      const answer = await order(body);
      expect([answer.status, answer.body.errors?.[0].path], JSON.stringify(body)).to.deep.equal([422, path]);
    }
  });

  it("is for superadmins and support; not for operators, a school's users, keys or nobody", async () => {
    expect((await order(undefined, await platformToken("superadmin"))).status).to.equal(200);
    const operator = await order(undefined, await platformToken("operator"));
    expect([operator.status, operator.body.code]).to.deep.equal([403, "forbidden"]);
    expect((await order(undefined, school.token)).body.code).to.equal("wrong_audience");
    const key = await ask("POST", "/api/v1/system/api-keys", {
      token: await platformToken(),
      body: { name: "k", permissions: [] },
    });
    const byKey = await ask("POST", `/api/v1/system/schools/${school.client.id}/act-as`, {
      key: key.body.key as string,
      body: { reason: "x" },
    });
    expect(byKey.status, byKey.text).to.equal(403);
  });

  it("takes a link once, even twice at the same moment", async () => {
    const url = await linkOf();
    const [first, second] = [new Browser(school.host), new Browser(school.host)];
    const answers = await Promise.all([open(first, url), open(second, url)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 403]);
    const third = await open(new Browser(school.host), url);
    expect([third.status, third.headers["set-cookie"]]).to.deep.equal([403, undefined]);
    expect(third.text).to.include("used already");
  });

  it("takes no link after 60 seconds", async () => {
    const url = await linkOf();
    later(LINK_MS + 1);
    expect((await open(new Browser(school.host), url)).status).to.equal(403);
  });

  it("takes no link on another school's host, nor the platform's, and does not use it up there", async () => {
    const url = await linkOf();
    expect((await open(new Browser(other.host), url)).status).to.equal(403);
    expect((await open(new Browser("localhost"), url)).status).to.equal(404);
    expect((await open(new Browser(school.host), url)).status).to.equal(303);
  });

  it("does not use a link up for a look ahead, a HEAD, or a picture in a page", async () => {
    const url = await linkOf();
    const browser = new Browser(school.host);
    expect((await open(browser, url, { "sec-purpose": "prefetch" })).status).to.equal(403);
    expect((await open(browser, url, { "sec-fetch-dest": "image" })).status).to.equal(403);
    expect((await browser.ask("HEAD", url.pathname + url.search)).status).to.equal(404);
    expect((await open(browser, url)).status).to.equal(303);
  });

  it("keeps only a hash of the token", async () => {
    const token43 = (await linkOf()).searchParams.get("token");
    const { ActAsTicket } = await import("../../models/public/ActAsTicket.js");
    const rows = await withPlatform(() => ActAsTicket.findAll({ raw: true }), { readOnly: true });
    expect(JSON.stringify(rows)).not.to.include(token43);
  });

  it("ends after an hour", async () => {
    const browser = await acting();
    later(59 * 60_000);
    expect((await me(browser)).status).to.equal(200);
    later(60 * 60_000 + 1000);
    expect((await me(browser)).status).to.equal(401);
  });

  it("refuses passwords, users, roles and keys meanwhile, by every door, and says why", async () => {
    const { userId } = await userWith(school, ["structure.read"]);
    const browser = await acting();
    const { body: self } = await me(browser);
    const roles = (await browser.ask("GET", "/admin/data/roles")).body.data as { id: string; permissions: string[] }[];
    const role = roles.find(({ permissions }) => permissions.length > 0)!;
    const user = {
      email: "back@door.example.test",
      firstName: "Back",
      lastName: "Door",
      roleIds: [role.id],
      password: PASSWORD,
    };
    const calls: [string, string, object | undefined][] = [
      ["POST", "auth/change-password", { currentPassword: PASSWORD, newPassword: "another good password" }],
      ["PATCH", "auth/me", { phone: "+263771234567" }],
      ["POST", "users", user],
      ["PATCH", `users/${userId}`, { password: "another good password" }],
      ["PATCH", `users/${userId}`, { email: "mine@example.test" }],
      ["PATCH", `users/${userId}`, { roleIds: [role.id] }],
      ["PATCH", `users/${userId}`, { status: "disabled" }],
      ["PATCH", `users/${self.id as string}`, { password: "another good password" }],
      ["PATCH", `users/${self.id as string}`, { email: "mine@example.test" }],
      ["POST", "roles", { name: "Mine", permissions: ["structure.read"] }],
      ["PATCH", `roles/${role.id}`, { name: "Other" }],
      ["DELETE", `roles/${roles.at(-1)!.id}`, undefined],
      ["POST", "api-keys", { name: "Mine", permissions: ["structure.read"] }],
    ];
    for (const [method, path, body] of calls) {
      const answer = await browser.ask(method, `/admin/data/${path}`, { body });
      const what = `${method} ${path} ${JSON.stringify(body)}: ${answer.text}`;
      if (method === "DELETE") expect(answer.status, what).to.be.oneOf([403, 409]);
      else
        expect([answer.status, answer.body?.detail?.startsWith("Not while acting")], what).to.deep.equal([403, true]);
    }
    const panel = await browser.create("roles", { name: "Mine", "permissions.0": "structure.read" });
    expect(refusalOf(panel).message).to.include("Not while acting");
    const still = await browser.ask("GET", `/admin/data/users/${userId}`);
    expect([still.status, still.body.status, still.body.email === "mine@example.test"]).to.deep.equal([
      200,
      "active",
      false,
    ]);
    // The school's own administrator may, of course.
    const own = await ask("POST", "/api/v1/school/roles", {
      token: school.token,
      body: { name: "Own", permissions: ["structure.read"] },
    });
    expect(own.status, own.text).to.equal(201);
  });

  it("ends at once when the platform's person is disabled, and his unused links with him", async () => {
    const browser = await acting();
    const unused = await linkOf();
    const email = "support@platform.example.test";
    const set = (status: string) =>
      withPlatform(async () =>
        (await PlatformUser.findOne({ where: { email }, rejectOnEmpty: true })).update({ status }),
      );
    await set("disabled");
    try {
      expect((await me(browser)).status).to.equal(401);
      expect((await open(new Browser(school.host), unused)).status).to.equal(403);
    } finally {
      await set("active");
    }
    expect((await me(browser)).status, "and does not come back with him").to.equal(401);
  });
});
