import { expect } from "chai";
import { uuidv7 } from "../../app/ids.js";
import * as models from "../../models/index.js";
import { buildRegistration, buildRole, buildStudent, makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp, type Answer } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { S } from "./support.js";

const codeOf = ({ status, body }: Answer) => [status, body.code, body.errors?.[0]?.path];

describe("what the panel's frame keeps of a user", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let registrar: SignedIn;
  let bursar: SignedIn;
  let nobody: SignedIn;

  before(async () => {
    school = await makeSchool("PT");
    other = await makeSchool();
    registrar = await makeUser(school, { preset: "registrar" });
    bursar = await makeUser(school, { preset: "bursar" });
    nobody = await makeUser(school, { permissions: [] });
  });
  after(closeApp);

  const get = (path: string, { token }: { token: string }) => ask("GET", `${S}${path}`, { token });
  const send = (method: string, path: string, { token }: { token: string }, body?: unknown) =>
    ask(method, `${S}${path}`, { token, body });

  describe("preferences", () => {
    it("are the school's until one says otherwise, and what was said stays one's own", async () => {
      const { body: fresh } = await get("/preferences", registrar);
      expect(fresh).to.deep.equal({
        language: null,
        locale: null,
        timeZone: null,
        theme: "system",
        density: "comfortable",
        columns: {},
        pageSize: 50,
        version: 0,
        effective: { language: "pt", locale: "pt-PT", timeZone: "Europe/Lisbon" },
      });
      const wanted = { language: "fr", timeZone: "Africa/Harare", theme: "dark", pageSize: 100 };
      const changed = await send("PATCH", "/preferences", registrar, {
        ...wanted,
        columns: { students: ["lastName"] },
      });
      expect(changed.status, changed.text).to.equal(200);
      expect(changed.body).to.deep.include({ ...wanted, locale: null, columns: { students: ["lastName"] } });
      expect(changed.body.effective).to.deep.equal({ language: "fr", locale: "fr-PT", timeZone: "Africa/Harare" });
      expect((await get("/preferences", registrar)).body).to.deep.equal(changed.body);
      expect((await get("/preferences", bursar)).body).to.deep.equal(fresh);
      const back = await send("PATCH", "/preferences", registrar, { language: null, locale: "en-ZW" });
      expect(back.body.effective).to.include({ language: "en", locale: "en-ZW" });
    });

    it("change the columns of the lists that were sent, and drop a column of another version", async () => {
      await send("PATCH", "/preferences", bursar, { columns: { students: ["lastName", "status"], staff: ["title"] } });
      const { body } = await send("PATCH", "/preferences", bursar, { columns: { staff: null, terms: ["name"] } });
      expect(body.columns).to.deep.equal({ students: ["lastName", "status"], terms: ["name"] });
      await school.inside(async () => {
        const row = await models.Preference.findOne({ where: { userId: bursar.id }, rejectOnEmpty: true });
        await row.update({
          value: { ...row.value, theme: "neon", columns: { students: ["gone", "status"], none: ["x"] } },
        });
      });
      const later = await get("/preferences", bursar);
      expect(later.body).to.deep.include({ theme: "system", columns: { students: ["status"] } });
    });

    it("refuse what is none, a stale version, a key, and who is not signed in", async () => {
      const wrong: [unknown, string][] = [
        [{ theme: "neon" }, "/theme"],
        [{ pageSize: 30 }, "/pageSize"],
        [{ timeZone: "Mars/Olympus" }, "/timeZone"],
        [{ locale: "english" }, "/locale"],
        [{ columns: { students: ["passwordHash"] } }, "/columns/students"],
        [{ columns: { nothing: ["name"] } }, "/resource"],
        [{ userId: bursar.id }, "/userId"],
      ];
      for (const [body, path] of wrong)
        expect(codeOf(await send("PATCH", "/preferences", registrar, body)), path).to.deep.equal([
          422,
          "invalid",
          path,
        ]);
      expect(codeOf(await get("/preferences?user=1", registrar))).to.deep.equal([422, "invalid", "/user"]);
      const stale = await send("PATCH", "/preferences", registrar, { theme: "light", version: 0 });
      expect(codeOf(stale).slice(0, 2)).to.deep.equal([409, "version_conflict"]);
      expect((await ask("GET", `${S}/preferences`, { host: school.host })).status).to.equal(401);
      const made = await send(
        "POST",
        "/api-keys",
        { token: school.token },
        { name: "Program", permissions: ["students.read"] },
      );
      expect((await ask("GET", `${S}/preferences`, { key: made.body.key })).status).to.equal(403);
    });
  });

  describe("saved views", () => {
    const students = {
      resource: "students",
      name: "Active girls",
      query: "status=active&gender=female&sort=-lastName",
    };

    before(() =>
      school.inside(async () => {
        await buildStudent({ gender: "male" });
        await buildStudent();
        await buildStudent({ status: "withdrawn" });
      }),
    );

    it("carry their query and how many rows it has for the reader", async () => {
      const made = await send("POST", "/saved-views", registrar, students);
      expect(made.status, made.text).to.equal(201);
      expect(made.body).to.include({ ...students, own: true, total: 1, broken: false, isDefault: false, roleId: null });
      expect((await ask("GET", String(made.headers.location), { token: registrar.token })).body).to.deep.equal(
        made.body,
      );
      const { body } = await get("/saved-views?resource=students", registrar);
      expect(body.data).to.deep.equal([made.body]);
      expect((await get("/saved-views?resource=staff", registrar)).body.data).to.deep.equal([]);
      const trail = await get(`/audit?entityId=${made.body.id}`, { token: school.token });
      expect(trail.body.data.map((entry: { action: string }) => entry.action)).to.deep.equal(["create"]);
    });

    it("count only what the reader may see", async () => {
      const roleId = await school.inside(async () => {
        const mine = await buildRegistration();
        await models.ClassSession.update(
          { classTeacherId: (await models.Staff.findByPk(nobody.id))!.id },
          { where: { id: mine.classSessionId }, individualHooks: true },
        );
        const role = await buildRole({ permissions: ["students.read:own"] });
        await models.RoleAssignment.create({ userId: nobody.id, roleId: role.id });
        return role.id;
      });
      const all = { resource: "students", name: "All active", query: "status=active", roleId };
      const made = await send("POST", "/saved-views", { token: school.token }, all);
      expect(made.body.total, made.text).to.equal(3);
      const { body } = await get("/saved-views?resource=students", nobody);
      expect(body.data).to.have.length(1);
      expect(body.data[0]).to.include({ name: "All active", total: 1, own: false });
      await school.inside(() =>
        models.RoleAssignment.destroy({ where: { userId: nobody.id, roleId }, individualHooks: true }),
      );
    });

    it("refuse a query that the list does not know, and mark one of another version as broken", async () => {
      for (const query of [
        "nonsense=1",
        "status=sleeping",
        "status=active&status=withdrawn",
        "sort=secret",
        "pageSize=0",
      ]) {
        const refused = await send("POST", "/saved-views", registrar, { ...students, name: "Odd", query });
        expect(codeOf(refused), query).to.deep.equal([422, "invalid", "/query"]);
      }
      const made = await send("POST", "/saved-views", registrar, { ...students, name: "Old", query: "?status=active" });
      expect(made.body.query).to.equal("status=active");
      await school.inside(async () => {
        const view = await models.SavedView.findByPk(made.body.id, { rejectOnEmpty: true });
        await view.update({ query: "house=red" });
      });
      const read = await get(`/saved-views/${made.body.id}`, registrar);
      expect(read.body).to.include({ total: null, broken: true });
      const mended = await send("PATCH", `/saved-views/${made.body.id}`, registrar, {
        query: "",
        version: read.body.version,
      });
      expect(mended.body, mended.text).to.include({ total: 4, broken: false });
    });

    it("are shared with a role one has, and changed by others only with settings.write", async () => {
      const [bursars, heads] = await school.inside(async () => [
        await models.Role.findOne({ where: { preset: "bursar" }, rejectOnEmpty: true }),
        await models.Role.findOne({ where: { preset: "head" }, rejectOnEmpty: true }),
      ]);
      const second = await makeUser(school, { preset: "bursar" });
      const shared = { ...students, name: "Ours", roleId: bursars!.id, isDefault: true };
      const made = await send("POST", "/saved-views", bursar, shared);
      expect(made.status, made.text).to.equal(201);
      const seen = (await get("/saved-views?resource=students", second)).body.data;
      expect(seen.map((view: { name: string }) => view.name)).to.deep.equal(["Ours"]);
      const path = `/saved-views/${made.body.id}`;
      expect((await send("PATCH", path, second, { name: "Mine" })).status).to.equal(403);
      expect((await send("DELETE", path, second)).status).to.equal(403);
      expect((await send("PATCH", path, registrar, { name: "Mine" })).status).to.equal(404);
      expect((await send("PATCH", path, { token: other.token }, { name: "Mine" })).status).to.equal(404);
      const foreign = await send("POST", "/saved-views", bursar, { ...shared, name: "Theirs", roleId: heads!.id });
      expect(foreign.status).to.equal(403);
      const byAdmin = await send("PATCH", path, { token: school.token }, { roleId: heads!.id });
      expect([byAdmin.status, byAdmin.body.own], byAdmin.text).to.deep.equal([200, false]);
      const away = await send("PATCH", path, { token: school.token }, { roleId: uuidv7() });
      expect(codeOf(away)).to.deep.equal([422, "invalid", "/roleId"]);
      expect((await send("DELETE", path, { token: school.token })).status).to.equal(204);
    });

    it("have one default of a list, one name, and a limit", async () => {
      const make = (name: string, more = {}) =>
        send("POST", "/saved-views", registrar, { resource: "staff", name, query: "", ...more });
      const first = await make("A", { isDefault: true });
      const second = await make("B", { isDefault: true });
      const { body } = await get("/saved-views?resource=staff", registrar);
      expect(body.data.map((view: { isDefault: boolean }) => view.isDefault)).to.deep.equal([false, true]);
      expect(codeOf(await make("a")).slice(0, 2)).to.deep.equal([409, "duplicate"]);
      const stale = await send("PATCH", `/saved-views/${first.body.id}`, registrar, { name: "C", version: 0 });
      expect(codeOf(stale).slice(0, 2)).to.deep.equal([409, "version_conflict"]);
      for (let n = 3; n <= 20; n++) expect((await make(`View ${n}`)).status).to.equal(201);
      expect(codeOf(await make("One more")).slice(0, 2)).to.deep.equal([409, "quota_exceeded"]);
      expect((await send("DELETE", `/saved-views/${second.body.id}`, registrar)).status).to.equal(204);
      expect((await make("One more")).status).to.equal(201);
    });

    it("refuse a list one may not read, one that is none, and parameters that are none", async () => {
      expect((await get("/saved-views?resource=users", registrar)).status).to.equal(403);
      expect(
        (await send("POST", "/saved-views", registrar, { resource: "users", name: "All", query: "" })).status,
      ).to.equal(403);
      expect(codeOf(await get("/saved-views?resource=nothing", registrar))).to.deep.equal([
        422,
        "invalid",
        "/resource",
      ]);
      expect(codeOf(await get("/saved-views?resource=schools", registrar))).to.deep.equal([
        422,
        "invalid",
        "/resource",
      ]);
      expect((await get("/saved-views", registrar)).status).to.equal(422);
      expect((await get("/saved-views?resource=students&all=true", registrar)).status).to.equal(422);
      expect((await get("/saved-views/no-uuid", registrar)).status).to.equal(404);
    });
  });
});
