import { expect } from "chai";
import { useClock } from "../../app/locale/clock.js";
import { AuditEntry } from "../../models/school/AuditEntry.js";
import { Guardian } from "../../models/school/Guardian.js";
import { Student } from "../../models/school/Student.js";
import { buildGuardian, buildStudent, buildStudentGuardian, makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { callsOf, NOBODY, ok, S, wrong } from "./support.js";

describe("people", () => {
  let a: School;
  let b: School;
  let viewer: SignedIn;

  const { post, patch, read, remove } = callsOf(() => a.token);
  const student = (body: object = {}) => ({
    firstName: "Tariro",
    lastName: "Moyo",
    gender: "female",
    dateOfBirth: "2011-02-28",
    ...body,
  });

  before(async () => {
    useClock(() => new Date("2026-03-02T22:30:00Z"));
    a = await makeSchool();
    b = await makeSchool();
    viewer = await makeUser(a, { preset: "viewer" });
  });
  after(async () => {
    useClock();
    await closeApp();
  });

  describe("students", () => {
    it("get the next admission number by the school's pattern, also two at once", async () => {
      const { code } = a.client;
      const first = await ok(post("/students", student()));
      expect(first.admissionNumber).to.equal(`${code}/2026/0001`);
      const both = await Promise.all([1, 2, 3, 4].map(() => ok(post("/students", student()))));
      const numbers = both.map((one) => one.admissionNumber).sort();
      expect(numbers).to.deep.equal([2, 3, 4, 5].map((n) => `${code}/2026/000${n}`));
      await remove(`/students/${both[0].id}`);
      expect((await ok(post("/students", student()))).admissionNumber).to.equal(`${code}/2026/0006`);
      expect((await read(`/students?search=${code}/2026/0006`)).body.data).to.have.length(1);
      await ok(patch("/settings/general", { admissionNumberPattern: "S{NUMBER}.{YEAR}" }), 200);
      expect((await ok(post("/students", student()))).admissionNumber).to.equal("S1.2026");
    });

    const bad: [string, object, string][] = [
      ["a day that is none", { dateOfBirth: "2026-02-30" }, "/dateOfBirth"],
      ["a birth in the future", { dateOfBirth: "2030-01-01" }, "/dateOfBirth"],
      ["a wrong type", { firstName: 7 }, "/firstName"],
      ["an empty name", { firstName: "  " }, "/firstName"],
      ["a NUL", { lastName: "a\0b" }, "/lastName"],
      ["a name of 10,000", { lastName: "x".repeat(10_000) }, "/lastName"],
      ["an unknown field", { surname: "Moyo" }, "/surname"],
      ["an unknown field inside", { demographics: { tribe: "x" } }, "/demographics/tribe"],
      ["a gender that is none", { gender: "F" }, "/gender"],
      ["an id of its own", { id: NOBODY }, "/id"],
    ];
    for (const [what, body, path] of bad) {
      it(`refuses ${what}`, () => wrong(post("/students", student(body)), 422, path));
    }

    it("refuses what is no JSON, too large, or of another content type", async () => {
      const raw = (text: string, headers: Record<string, string> = {}) =>
        ask("POST", `${S}/students`, { token: a.token, raw: text, headers });
      expect((await raw('{"firstName":')).body.code).to.equal("malformed_json");
      expect((await raw("firstName=Tariro", { "content-type": "text/plain" })).status).to.equal(415);
      expect((await raw(JSON.stringify(student({ firstName: "x".repeat(10_000_000) })))).status).to.equal(413);
      await wrong(read("/students/none"), 404, "not_found");
      await wrong(read(`/students/${NOBODY}`), 404, "not_found");
      await wrong(post("/students", []), 422, "");
    });

    it("refuses a taken admission number, whatever the case; the other school may have it", async () => {
      await ok(post("/students", student({ admissionNumber: "Ab/1" })));
      await wrong(post("/students", student({ admissionNumber: "aB/1" })), 409, "/admissionNumber");
      await ok(post("/students", student({ admissionNumber: "Ab/1" }), b.token));
    });

    it("shows an emoji as it was sent, and merges demographics key by key", async () => {
      const demographics = { nationality: "ZW", medicalNotes: "Asthma" };
      const { id } = await ok(post("/students", student({ firstName: "Tariro 🎓", demographics })));
      const changed = await ok(
        patch(`/students/${id}`, { demographics: { homeLanguage: "sn", nationality: null } }),
        200,
      );
      expect(changed.firstName).to.equal("Tariro 🎓");
      expect(changed.demographics).to.deep.equal({ homeLanguage: "sn", medicalNotes: "Asthma" });
      expect((await read(`/students/${id}`, viewer.token)).body.demographics).to.deep.equal({ homeLanguage: "sn" });
      expect((await ok(patch(`/students/${id}`, { status: "transferred" }), 200)).status).to.equal("transferred");
      await wrong(patch(`/students/${id}`, { lastName: "Late", version: 0 }), 409, "version_conflict");
    });

    it("are deleted softly and come back, unless somebody has the number now", async () => {
      const { id } = await ok(post("/students", student({ admissionNumber: "R/1" })));
      await wrong(post(`/students/${id}/restore`), 409, "invalid_transition");
      expect((await remove(`/students/${id}`)).status).to.equal(204);
      expect((await read(`/students/${id}`)).status).to.equal(404);
      expect((await read("/students?deleted=true&admissionNumber=R/1")).body.data[0].id).to.equal(id);
      const other = await ok(post("/students", student({ admissionNumber: "r/1" })));
      await wrong(post(`/students/${id}/restore`), 409, "/admissionNumber");
      await remove(`/students/${other.id}`);
      expect((await post(`/students/${id}/restore`, {}, b.token)).status).to.equal(404);
      expect((await post(`/students/${id}/restore`, {}, viewer.token)).status).to.equal(403);
      expect((await ok(post(`/students/${id}/restore`), 200)).deletedAt).to.equal(null);
    });

    it("are found by name in any order, number, guardian's phone, and with a typing error", async () => {
      const { chipo, tafadzwa } = await a.inside(async () => {
        const guardian = await buildGuardian({ phone: "+263772345678", otherPhones: ["+263713334445"] });
        const chipo = await buildStudent({ firstName: "Chipo", lastName: "Nyathi", admissionNumber: "Q/77" });
        const tafadzwa = await buildStudent({ firstName: "Tafadzwa", lastName: "Nyoni", admissionNumber: "Q/78" });
        await buildStudentGuardian({ studentId: chipo.id, guardianId: guardian.id });
        return { chipo: chipo.id, tafadzwa: tafadzwa.id };
      });
      const found = async (words: string, token?: string) => {
        const { data } = await ok(read(`/students?search=${encodeURIComponent(words)}`, token), 200);
        return data.map((one: { id: string }) => one.id);
      };
      const chipos = [
        "nyathi chipo",
        "CHIPO",
        "Q/77",
        "+263772345678",
        "0772 345 678",
        "0713334445",
        "chipo nyathi q/77",
      ];
      for (const words of chipos) expect(await found(words), words).to.deep.equal([chipo]);
      for (const words of ["chippo nyathi", "Chpio", "Nyathy", "Nyahti", "0772 345 687"])
        expect(await found(words), words).to.include(chipo);
      for (const words of ["tafadwza", "Tafazwa nyonni"]) expect(await found(words), words).to.include(tafadzwa);
      expect(await found("nyathi"), "a right word brings no strangers").to.deep.equal([chipo]);
      expect(await found("xqzw")).to.deep.equal([]);
      expect(await found("%")).to.deep.equal([]);
      expect(await found("o'neil \\ \"")).to.deep.equal([]);
      expect(await found("chipo", b.token)).to.deep.equal([]);
    });

    it("can be made anonymous: nothing of the person is left in the row, nor in this step's trail", async () => {
      const { id } = await ok(
        post(
          "/students",
          student({ firstName: "Secretive", demographics: { birthNumber: "12-34", medicalNotes: "x" } }),
        ),
      );
      const link = await ok(
        post(`/students/${id}/guardians`, {
          guardian: { firstName: "Hidden", lastName: "Parent", phone: "+263770000001" },
          relationship: "mother",
        }),
      );
      expect((await post(`/students/${id}/erase`, {}, viewer.token)).status).to.equal(403);
      expect((await post(`/students/${id}/erase`, {}, b.token)).status).to.equal(404);
      const before = await a.inside(() => AuditEntry.count());
      const erased = await ok(post(`/students/${id}/erase`), 200);
      expect(erased).to.deep.include({ admissionNumber: null, dateOfBirth: "2011-01-01", demographics: {} });
      const { row, trail, guardian } = await a.inside(async () => ({
        row: await Student.findByPk(id, { paranoid: false, raw: true }),
        trail: await AuditEntry.findAll({ where: { action: "erase" }, raw: true }),
        guardian: await Guardian.findByPk(link.guardianId, { paranoid: false }),
      }));
      expect(JSON.stringify(row)).not.to.match(/secretive|moyo|12-34/i);
      expect(guardian).to.equal(null);
      expect(trail.map(({ entityId }) => entityId)).to.have.members([id, link.guardianId]);
      expect(JSON.stringify(trail)).not.to.match(/secretive|hidden/i);
      expect(await a.inside(() => AuditEntry.count())).to.equal(before + 2);
    });
  });

  describe("guardians", () => {
    const guardian = (n: number, body: object = {}) => ({
      firstName: "Rudo",
      lastName: "Moyo",
      phone: `+26377100000${n}`,
      ...body,
    });

    it("are made with the link; the first is asked first, and the next takes the place when told", async () => {
      const { id } = await ok(post("/students", student()));
      const at = `/students/${id}/guardians`;
      const one = await ok(post(at, { guardian: guardian(1), relationship: "mother" }));
      expect(one).to.deep.include({ isPrimary: true, mayKnow: true, studentId: id });
      expect(one.guardian.phone).to.equal("+263771000001");
      const two = await ok(post(at, { guardian: guardian(2), relationship: "father", mayKnow: false }));
      expect(two).to.deep.include({ isPrimary: false, mayKnow: false });
      await ok(patch(`/student-guardians/${two.id}`, { isPrimary: true, version: two.version }), 200);
      const { data } = (await read(at)).body;
      const primary = data.filter((link: { isPrimary: boolean }) => link.isPrimary);
      expect(primary.map((link: { id: string }) => link.id)).to.deep.equal([two.id]);
      await wrong(post(at, { guardianId: one.guardianId, relationship: "aunt" }), 409, "/guardianId");
      expect((await remove(`/student-guardians/${one.id}`, b.token)).status).to.equal(404);
      expect((await remove(`/student-guardians/${one.id}`)).status).to.equal(204);
      await ok(post(at, { guardianId: one.guardianId, relationship: "aunt" }));
    });

    it("names the wrong field where it stands, and leaves nothing half-done", async () => {
      const { id } = await ok(post("/students", student()));
      const at = `/students/${id}/guardians`;
      await wrong(post(at, { guardian: guardian(3, { phone: "0771" }), relationship: "x" }), 422, "/guardian/phone");
      await wrong(post(at, { guardian: guardian(3, { pin: 1 }), relationship: "x" }), 422, "/guardian/pin");
      await wrong(post(at, { guardian: guardian(1), relationship: "x" }), 409, "/guardian/phone");
      await wrong(post(at, { relationship: "x" }), 422, "/guardianId");
      await wrong(post(at, { guardianId: NOBODY, relationship: "x" }), 422, "/guardianId");
      const theirs = await b.inside(() => buildGuardian());
      await wrong(post(at, { guardianId: theirs.id, relationship: "x" }), 422, "/guardianId");
      expect((await post(at, { guardian: guardian(4), relationship: "x" }, b.token)).status).to.equal(404);
      expect((await post(at, { guardian: guardian(4), relationship: "x" }, viewer.token)).status).to.equal(403);
      expect((await read("/guardians?phone=%2B263771000003")).body.data).to.deep.equal([]);
      expect((await read(at)).body.data).to.deep.equal([]);
    });

    it("are restored unless another one has the phone", async () => {
      const { id } = await ok(post("/guardians", guardian(8)));
      await remove(`/guardians/${id}`);
      const other = await ok(post("/guardians", guardian(8)));
      await wrong(post(`/guardians/${id}/restore`), 409, "/phone");
      await remove(`/guardians/${other.id}`);
      await ok(post(`/guardians/${id}/restore`), 200);
    });
  });
});
