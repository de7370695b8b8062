import { expect } from "chai";
import { noteOpened } from "../../app/commands/frame/recent.js";
import { actAs, Actor } from "../../app/policies/Actor.js";
import * as models from "../../models/index.js";
import {
  buildGuardian,
  buildRegistration,
  buildStudent,
  buildStudentGuardian,
  makeUser,
  type SignedIn,
} from "../factories.js";
import { ask, closeApp, type Answer } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { S } from "./support.js";

const codeOf = ({ status, body }: Answer) => [status, body.code, body.errors?.[0]?.path];

describe("what a user opened", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let registrar: SignedIn;
  let bursar: SignedIn;
  let nobody: SignedIn;

  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
    registrar = await makeUser(school, { preset: "registrar" });
    bursar = await makeUser(school, { preset: "bursar" });
    nobody = await makeUser(school, { permissions: [] });
  });
  after(closeApp);

  const get = (path: string, { token }: { token: string }) => ask("GET", `${S}${path}`, { token });
  const send = (method: string, path: string, { token }: { token: string }, body?: unknown) =>
    ask(method, `${S}${path}`, { token, body });

  describe("records opened last", () => {
    it("are told by the names they have now, the newest first, ten of them", async () => {
      const ids = await school.inside(async () => {
        const made: string[] = [];
        for (let n = 0; n < 12; n++) made.push((await buildStudent({ firstName: `Opened${n}` })).id);
        return made;
      });
      for (const id of ids)
        expect((await send("POST", "/recent", registrar, { resource: "students", id })).status).to.equal(204);
      const { studentId, classSessionId, id } = await school.inside(() => buildRegistration());
      await send("POST", "/recent", registrar, { resource: "registrations", id });
      await send("POST", "/recent", registrar, { resource: "class-sessions", id: classSessionId });
      await school.inside(async () => {
        await (await models.Student.findByPk(ids[11]!, { rejectOnEmpty: true })).update({ firstName: "Renamed" });
        await (await models.Student.findByPk(ids[10]!, { rejectOnEmpty: true })).destroy();
        await (await models.Student.findByPk(studentId, { rejectOnEmpty: true })).update({ firstName: "Behind" });
      });
      const { body, text } = await get("/recent", registrar);
      expect(body.data, text).to.have.length(10);
      expect(body.data[0]).to.include({ resource: "class-sessions", id: classSessionId });
      expect(body.data.map((one: { title: string }) => one.title).slice(1, 4)).to.deep.equal([
        "Behind Moyo",
        "Renamed Moyo",
        "Opened9 Moyo",
      ]);
      expect((await get("/recent", bursar)).body.data).to.deep.equal([]);
    });

    it("stand once each, twenty at most, and leave no entry in the trail", async () => {
      const ids = await school.inside(async () => {
        const made: string[] = [];
        for (let n = 0; n < 22; n++) made.push((await buildStudent()).id);
        return made;
      });
      const trail = async () => (await get("/audit?pageSize=1", { token: school.token })).body.page.total as number;
      const before = await trail();
      for (const id of [...ids, ids[0]!, ids[0]!]) await send("POST", "/recent", bursar, { resource: "students", id });
      const rows = await school.inside(() =>
        models.RecentRecord.findAll({ where: { userId: bursar.id }, order: [["at", "DESC"]] }),
      );
      expect(rows).to.have.length(20);
      expect(rows[0]?.recordId).to.equal(ids[0]);
      expect(await trail()).to.equal(before);
    });

    it("are not those of somebody who acts as the user", async () => {
      const acting = { kind: "user", id: nobody.id, name: "Una", permissions: ["students.read"] } as const;
      const opened = await school.inside(async () => {
        const { id } = await buildStudent();
        actAs(new Actor({ ...acting, impersonatorId: registrar.id }));
        await noteOpened({ resource: "students", id });
        const before = await models.RecentRecord.count({ where: { userId: nobody.id } });
        actAs(new Actor(acting));
        await noteOpened({ resource: "students", id });
        return [before, await models.RecentRecord.count({ where: { userId: nobody.id } })];
      });
      expect(opened).to.deep.equal([0, 1]);
    });

    it("are none that one may not see", async () => {
      const theirs = await other.inside(() => buildStudent());
      const ours = await school.inside(async () => (await buildStudentGuardian()).guardianId);
      expect((await send("POST", "/recent", registrar, { resource: "students", id: theirs.id })).status).to.equal(404);
      expect((await send("POST", "/recent", nobody, { resource: "guardians", id: ours })).status).to.equal(403);
      expect(codeOf(await send("POST", "/recent", registrar, { resource: "pages", id: ours }))).to.deep.equal([
        422,
        "invalid",
        "/resource",
      ]);
      expect(
        (await send("POST", "/recent", registrar, { resource: "guardians", id: ours, at: "now" })).status,
      ).to.equal(422);
      const guardian = await school.inside(() => buildGuardian());
      await send("POST", "/recent", registrar, { resource: "guardians", id: guardian.id });
      const role = await school.inside(() =>
        models.RoleAssignment.findOne({ where: { userId: registrar.id }, rejectOnEmpty: true }),
      );
      await school.inside(() => role.destroy());
      expect((await get("/recent", registrar)).body.data).to.deep.equal([]);
    });
  });
});
