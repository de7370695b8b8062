import { expect } from "chai";
import { makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

const S = "/api/v1/school";

describe("careful writes", () => {
  let a: School;
  let office: SignedIn;
  const get = (path: string, token = a.token) => ask("GET", S + path, { token });
  const post = (path: string, body: unknown, token = a.token) => ask("POST", S + path, { token, body });
  const patch = (path: string, body: unknown, token = a.token) => ask("PATCH", S + path, { token, body });
  const newStudent = (more: object = {}) => ({
    firstName: "Rudo",
    lastName: "Dube",
    gender: "female",
    dateOfBirth: "2010-03-04",
    ...more,
  });

  before(async () => {
    a = await makeSchool();
    office = await makeUser(a, { permissions: ["students.read", "students.write"] });
  });
  after(closeApp);

  describe("facts that need a permission of their own", () => {
    const notes = { medicalNotes: "asthma", specialNeeds: "glasses", address: "1 Samora Machel" };
    const make = async () => (await post("/students", newStudent({ demographics: notes }))).body.id as string;

    it("are absent for whoever lacks it, in one and in lists", async () => {
      const id = await make();
      expect((await get(`/students/${id}`)).body.demographics).to.deep.equal(notes);
      expect((await get(`/students/${id}`, office.token)).body.demographics).to.deep.equal({ address: notes.address });
      expect((await get("/students?pageSize=200", office.token)).text).not.to.match(/asthma|medicalNotes|specialNeeds/);
    });

    it("are not written by him, not even cleared", async () => {
      const id = await make();
      for (const medicalNotes of ["none", null]) {
        const changed = await patch(`/students/${id}`, { demographics: { medicalNotes } }, office.token);
        expect([changed.status, changed.body.code]).to.deep.equal([403, "forbidden"]);
      }
      expect((await post("/students", newStudent({ demographics: notes }), office.token)).status).to.equal(403);
      expect((await get(`/students/${id}`)).body.demographics).to.deep.equal(notes);
    });

    it("stand when he saves what is beside them; null clears one key", async () => {
      const id = await make();
      const changed = await patch(`/students/${id}`, { demographics: { address: null, house: "Red" } }, office.token);
      expect(changed.body.demographics, changed.text).to.deep.equal({ house: "Red" });
      const { medicalNotes, specialNeeds } = notes;
      expect((await get(`/students/${id}`)).body.demographics).to.deep.equal({
        medicalNotes,
        specialNeeds,
        house: "Red",
      });
    });
  });

  describe("two writers", () => {
    it("of eight at once without a version all come through", async () => {
      const { id } = (await post("/students", newStudent())).body;
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => patch(`/students/${id}`, { preferredName: `N${n}` })),
      );
      expect(answers.map(({ status }) => status)).to.deep.equal(Array.from({ length: 8 }, () => 200));
      expect((await get(`/students/${id}`)).body.version).to.equal(8);
    });

    it("of eight at once with one version one comes through", async () => {
      const { id, version } = (await post("/students", newStudent())).body;
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => patch(`/students/${id}`, { preferredName: `N${n}`, version })),
      );
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, ...Array.from({ length: 7 }, () => 409)]);
    });

    it("leave no version and no trail when nothing changed", async () => {
      const { id, version, preferredName } = (await post("/students", newStudent({ preferredName: "Ru" }))).body;
      const same = await patch(`/students/${id}`, { preferredName, version });
      expect([same.status, same.body.version]).to.deep.equal([200, version]);
      const trail = await get(`/audit?entityId=${id}`);
      expect(trail.body.data.map(({ action }: { action: string }) => action)).to.deep.equal(["create"]);
    });
  });
});
