import { expect } from "chai";
import { withPlatform } from "../../app/tenancy/scope.js";
import { newestLevel } from "../../app/database/levels.js";
import { uuidv7 } from "../../app/ids.js";
import * as models from "../../models/index.js";
import { ask, closeApp } from "../support/app.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, platformToken, type School, ownPlatformUser, platformSignIn } from "../support/schools.js";

const P = "/api/v1/system";
interface Told {
  key: string;
  value: number;
  count: number;
  to: string | null;
}

describe("the panel's frame on the platform", function () {
  this.timeout(60_000);
  let school: School;
  let support = "";
  let admin = "";
  const get = (path: string, token = support) => ask("GET", `${P}${path}`, { token });
  const send = (method: string, path: string, body: unknown, token = support) =>
    ask(method, `${P}${path}`, { token, body });

  before(async () => {
    school = await makeSchool();
    support = await platformToken("support");
    admin = await platformSignIn(await ownPlatformUser());
  });
  after(closeApp);

  it("keeps preferences apart for each of its people, over the platform's settings", async () => {
    const { body } = await send("PATCH", "/preferences", { theme: "dark", columns: { schools: ["name", "status"] } });
    expect(body).to.deep.include({ theme: "dark", columns: { schools: ["name", "status"] } });
    expect(body.effective).to.deep.equal({ language: "en", locale: "en-ZW", timeZone: "Africa/Harare" });
    expect((await get("/preferences", admin)).body).to.include({ theme: "system", version: 0 });
    expect((await send("PATCH", "/preferences", { columns: { students: ["lastName"] } })).status).to.equal(422);
  });

  it("shares a view with one of its three roles, and only settings.write with another's", async () => {
    const view = { resource: "schools", name: "Ours", query: `search=${school.schema}`, roleId: "support" };
    const made = await send("POST", "/saved-views", view);
    expect([made.status, made.body.total], made.text).to.deep.equal([201, 1]);
    const foreign = await send("POST", "/saved-views", { ...view, name: "Theirs", roleId: "operator" });
    expect(foreign.status).to.equal(403);
    expect((await send("POST", "/saved-views", { ...view, name: "X", roleId: uuidv7() }, admin)).status).to.equal(422);
    const path = `/saved-views/${made.body.id}`;
    expect((await get(path, await platformToken("operator"))).status).to.equal(404);
    expect((await send("PATCH", path, { name: "Renamed" }, admin)).body).to.include({ name: "Renamed", own: false });
    expect((await ask("DELETE", `${P}${path}`, { token: support })).status).to.equal(204);
    expect((await send("POST", "/saved-views", { ...view, resource: "students" })).status).to.equal(422);
  });

  it("keeps the records that each opened last", async () => {
    expect((await send("POST", "/recent", { resource: "schools", id: school.client.id })).status).to.equal(204);
    const { body } = await get("/recent");
    expect(body.data[0]).to.include({ resource: "schools", id: school.client.id, title: `School ${school.schema}` });
    expect((await get("/recent", admin)).body.data).to.deep.equal([]);
    expect((await send("POST", "/recent", { resource: "schools", id: uuidv7() })).status).to.equal(404);
  });

  it("is no school user's, and a school's frame is no platform user's without naming it", async () => {
    for (const path of ["/preferences", "/saved-views?resource=schools", "/search?q=ab", "/recent", "/dashboard"]) {
      expect((await get(path, school.token)).status, path).to.equal(403);
      expect((await ask("GET", `/api/v1/school${path}`, { token: support, host: school.host })).status).to.equal(403);
    }
    const headers = { "x-schema-name": school.schema };
    const inside = await ask("GET", "/api/v1/school/dashboard", { token: admin, headers });
    expect(inside.status, inside.text).to.equal(200);
  });

  it("tells schools by status and what was left half done, each as many as the list it leads to", async () => {
    const level = await newestLevel();
    await asSuperuser(await testDatabase(), (client) =>
      client.query(
        `INSERT INTO public.clients (id, name, schema_name, role_name, code, status, timezone, country, locale, schema_level, created_at)
         VALUES ($1, 'Stuck', 'stuck_frame', 'stuck_frame', 'STUCKF', 'creating', 'Africa/Harare', 'ZW', 'en', NULL, now() - interval '1 hour'),
                ($2, 'Behind', 'behind_frame', 'behind_frame', 'BEHINDF', 'suspended', 'Africa/Harare', 'ZW', 'en', '0001-school', now())`,
        [uuidv7(), uuidv7()],
      ),
    );
    try {
      const told = await get("/dashboard");
      expect(told.status, told.text).to.equal(200);
      expect(told.body.schemaLevel).to.equal(level);
      expect(Date.parse(told.body.lastActivityAt)).to.be.above(Date.now() - 600_000);
      const todo = told.body.todo as Told[];
      expect(todo.map(({ key }) => key)).to.include.members(["schoolsStuck", "schoolsBehind", "schoolsWithoutDomain"]);
      for (const { key, value, count, to } of [...(told.body.numbers as Told[]), ...todo]) {
        if (to === null) continue;
        const list = await get(to.replace("/resources/platform-users", "/users").replace("/resources", ""));
        expect([list.status, list.body.page?.total], `${key} ${to}: ${list.text.slice(0, 200)}`).to.deep.equal([
          200,
          value ?? count,
        ]);
      }
      expect((await get("/dashboard?all=true")).status).to.equal(422);
    } finally {
      await asSuperuser(await testDatabase(), (client) =>
        client.query("DELETE FROM public.clients WHERE schema_name IN ('stuck_frame', 'behind_frame')"),
      );
    }
  });

  it("counts who never signed in", async () => {
    const never = async () =>
      ((await get("/dashboard")).body.todo as Told[]).find(({ key }) => key === "usersNeverSignedIn")?.count ?? 0;
    const before = await never();
    const row = await withPlatform(() =>
      models.PlatformUser.create({
        email: "never.frame@platform.example.test",
        firstName: "Never",
        lastName: "Frame",
        role: "support",
        passwordHash: "none",
      }),
    );
    expect(await never()).to.equal(before + 1);
    await withPlatform(() => row.destroy());
    expect(await never()).to.equal(before);
  });
});
