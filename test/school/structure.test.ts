import { expect } from "chai";
import { Term } from "../../models/school/Term.js";
import { buildExam, buildRegistration, buildStaff, buildStudent, makeUser, type SignedIn } from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { callsOf, NOBODY, ok, S, wrong } from "./support.js";

describe("structure", () => {
  let a: School;
  let b: School;
  let viewer: SignedIn;
  let made = 0;

  const { call, post, patch, read } = callsOf(() => a.token);
  const session = (body: object = {}) =>
    ok(post("/sessions", { name: `S${++made}`, startsOn: "2026-01-12", endsOn: "2026-12-04", ...body }));
  const term = (sessionId: string, number: number, body: object = {}) =>
    ok(
      post(`/sessions/${sessionId}/terms`, {
        name: `T${number}`,
        number,
        startsOn: `2026-0${number * 3}-01`,
        endsOn: `2026-0${number * 3}-28`,
        ...body,
      }),
    );
  const form = (body: object = {}) => ok(post("/forms", { name: `F${++made}`, order: made, ...body }));
  const subject = () => ok(post("/subjects", { code: `C${++made}`, name: `Subject ${made}` }));
  const schoolClass = (formId: string) => ok(post("/classes", { formId, name: `K${++made}` }));

  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    viewer = await makeUser(a, { preset: "viewer" });
  });
  after(closeApp);

  describe("days", () => {
    it("names the wrong day of a session", async () => {
      const base = { name: "Wrong", startsOn: "2026-01-12", endsOn: "2026-12-04" };
      await wrong(post("/sessions", { ...base, endsOn: "2026-01-12" }), 422, "/endsOn");
      await wrong(post("/sessions", { ...base, endsOn: "2026-02-30" }), 422, "/endsOn");
      await wrong(post("/sessions", { ...base, isCurrent: true }), 422, "/isCurrent");
      await wrong(post("/sessions", { ...base, name: "a\0b" }), 422, "/name");
      await wrong(post("/sessions", { ...base, name: 7 }), 422, "/name");
      await wrong(post("/sessions", []), 422, "");
    });

    it("keeps a term within its session, and a session around its terms", async () => {
      const { id } = await session();
      const base = { name: "T", number: 1, startsOn: "2026-02-01", endsOn: "2026-03-01" };
      await wrong(post(`/sessions/${id}/terms`, { ...base, startsOn: "2025-12-01" }), 422, "/startsOn");
      await wrong(post(`/sessions/${id}/terms`, { ...base, endsOn: "2027-01-01" }), 422, "/endsOn");
      await wrong(post(`/sessions/${id}/terms`, { ...base, endsOn: "2026-01-31" }), 422, "/endsOn");
      await wrong(post(`/sessions/${id}/terms`, { ...base, nextTermBegins: "2026-03-01" }), 422, "/nextTermBegins");
      await wrong(post(`/sessions/${id}/terms`, { ...base, sessionId: id }), 422, "/sessionId");
      const first = await ok(post(`/sessions/${id}/terms`, base));
      await wrong(post(`/sessions/${id}/terms`, base), 409, "/sessionId");
      await wrong(patch(`/sessions/${id}`, { startsOn: "2026-02-02" }), 422, "/startsOn");
      await wrong(patch(`/sessions/${id}`, { endsOn: "2026-02-20" }), 422, "/endsOn");
      await wrong(patch(`/terms/${first.id}`, { endsOn: "2026-01-20" }), 422, "/endsOn");
      expect((await read(`/sessions/${id}/terms`)).body.data).to.have.length(1);
    });

    it("keeps closures within their term; one day is enough", async () => {
      const { id } = await term((await session()).id, 1);
      await ok(post(`/terms/${id}/closures`, { name: "Heroes' Day", startsOn: "2026-03-05", endsOn: "2026-03-05" }));
      const base = { name: "Half-term", startsOn: "2026-03-10", endsOn: "2026-03-09" };
      await wrong(post(`/terms/${id}/closures`, base), 422, "/endsOn");
      await wrong(post(`/terms/${id}/closures`, { ...base, endsOn: "2026-04-09" }), 422, "/endsOn");
      expect((await read(`/terms/${id}/closures`)).body.data[0].name).to.equal("Heroes' Day");
      expect((await read(`/terms/${id}/closures`, b.token)).status).to.equal(404);
    });
  });

  describe("current", () => {
    it("has exactly one current session and term; the former session is closed", async () => {
      const c = await makeSchool();
      const of = (path: string, body?: unknown) => ok(ask("POST", S + path, { token: c.token, body }), 200);
      const newSession = (name: string) =>
        ok(post("/sessions", { name, startsOn: "2026-01-12", endsOn: "2026-12-04" }, c.token));
      const newTerm = (id: string, number: number) =>
        ok(
          post(
            `/sessions/${id}/terms`,
            { name: `T${number}`, number, startsOn: "2026-02-01", endsOn: "2026-03-01" },
            c.token,
          ),
        );
      const [one, two] = [await newSession("One"), await newSession("Two")];
      const [t1, t2, u1] = [await newTerm(one.id, 1), await newTerm(one.id, 2), await newTerm(two.id, 1)];
      expect((await of(`/sessions/${one.id}/activate`)).status).to.equal("current");
      expect((await of(`/terms/${t1.id}/activate`)).isCurrent).to.equal(true);
      expect((await of(`/terms/${t2.id}/activate`)).isCurrent).to.equal(true);
      const current = async () =>
        (await ask("GET", `${S}/sessions/${one.id}/terms?isCurrent=true`, { token: c.token })).body.data;
      expect((await current()).map((found: { id: string }) => found.id)).to.deep.equal([t2.id]);
      await wrong(post(`/terms/${t2.id}/activate`, {}, c.token), 409, "invalid_transition");
      await wrong(post(`/terms/${u1.id}/activate`, {}, c.token), 409, "invalid_transition");
      await of(`/sessions/${two.id}/activate`);
      expect(await current()).to.deep.equal([]);
      const sessions = (await ask("GET", `${S}/sessions`, { token: c.token })).body.data;
      const statuses = Object.fromEntries(
        sessions.map((row: { name: string; status: string }) => [row.name, row.status]),
      );
      expect(statuses).to.deep.equal({ One: "closed", Two: "current" });
      await of(`/terms/${u1.id}/activate`);
      expect((await of(`/sessions/${two.id}/close`)).isCurrent).to.equal(false);
      await wrong(post(`/sessions/${two.id}/close`, {}, c.token), 409, "invalid_transition");
    });

    it("pins the adopted grade scales of the moment", async () => {
      const row = await session();
      const { id } = await term(row.id, 1);
      await ok(post(`/sessions/${row.id}/activate`), 200);
      await ok(post(`/terms/${id}/activate`), 200);
      const stored = await a.inside(() => Term.findByPk(id, { rejectOnEmpty: true }));
      const { scales } = stored.scales as { scales: { name: string; bands: unknown[] }[] };
      expect(scales.map(({ name }) => name)).to.deep.equal(["A Level", "O Level"]);
      expect(scales[0]?.bands).to.have.length.greaterThan(3);
    });

    it("lets one of two win who activate at once", async () => {
      const [one, two] = [await session(), await session()];
      const both = await Promise.all([post(`/sessions/${one.id}/activate`), post(`/sessions/${two.id}/activate`)]);
      expect(both.map(({ status }) => status)).to.include(200);
      expect((await read("/sessions?isCurrent=true")).body.data).to.have.length(1);
    });
  });

  describe("curriculum", () => {
    it("gives a class session its form's subjects", async () => {
      const [{ id: formId }, maths, art] = [await form(), await subject(), await subject()];
      const sent = [
        { subjectId: maths.id, compulsory: true, weights: { "Paper 1": 40, "Paper 2": 60 } },
        { subjectId: art.id, compulsory: false },
      ];
      const put = await ok(call("PUT", `/forms/${formId}/curriculum`, sent), 200);
      expect((await read(`/forms/${formId}/curriculum`)).body).to.deep.equal(put);
      expect(put.data.map((one: { compulsory: boolean }) => one.compulsory)).to.deep.equal([true, false]);
      const klass = await schoolClass(formId);
      const { id } = await session();
      const teacher = await a.inside(() => buildStaff());
      const body = { classId: klass.id, classTeacherId: teacher.id, capacity: 30 };
      const made = await ok(post(`/sessions/${id}/class-sessions`, body));
      expect(made).to.deep.include({ ...body, sessionId: id, name: klass.name });
      const { data } = (await read(`/class-sessions/${made.id}/subjects?sort=createdAt`)).body;
      const electives = Object.fromEntries(
        data.map((one: { subjectId: string; elective: boolean }) => [one.subjectId, one.elective]),
      );
      expect(electives).to.deep.equal({ [maths.id]: false, [art.id]: true });
      await wrong(post(`/sessions/${id}/class-sessions`, body), 409, "/sessionId");
    });

    it("is replaced whole, and names the wrong row", async () => {
      const [{ id }, maths, art] = [await form(), await subject(), await subject()];
      const row = (subjectId: string) => ({ subjectId, compulsory: true });
      await ok(call("PUT", `/forms/${id}/curriculum`, { data: [row(maths.id), row(art.id)] }), 200);
      const put = (body: unknown, token?: string) => call("PUT", `/forms/${id}/curriculum`, body, token);
      await wrong(put([row(art.id), row(NOBODY)]), 422, "/data/1/subjectId");
      await wrong(put([row(art.id), row(art.id)]), 422, "/data/1/subjectId");
      await wrong(put([{ ...row(art.id), hours: 3 }]), 422, "/data/0/hours");
      await wrong(put({}), 422, "/data");
      expect((await read(`/forms/${id}/curriculum`)).body.data).to.have.length(2);
      const { data } = await ok(put([{ subjectId: art.id, compulsory: false }]), 200);
      expect(data).to.have.length(1);
      expect(data[0]).to.deep.include({ subjectId: art.id, compulsory: false, weights: null });
      expect((await put([], b.token)).status).to.equal(404);
      expect((await read(`/forms/${id}/curriculum`, b.token)).status).to.equal(404);
      expect((await put([], viewer.token)).status).to.equal(403);
    });
  });

  describe("class sessions", () => {
    const classSession = async (capacity?: number) => {
      const { id } = await session();
      const klass = await schoolClass((await form()).id);
      return ok(post(`/sessions/${id}/class-sessions`, { classId: klass.id, capacity }));
    };

    it("refuses parents that are none, another school's, or of the wrong kind", async () => {
      const { id } = await session();
      const theirs = await ok(post("/forms", { name: "Theirs", order: 1 }, b.token));
      const theirClass = await ok(post("/classes", { formId: theirs.id, name: "Theirs" }, b.token));
      const at = `/sessions/${id}/class-sessions`;
      await wrong(post(at, { classId: theirClass.id }), 422, "/classId");
      await wrong(post(at, { classId: NOBODY }), 422, "/classId");
      await wrong(post(at, { classId: "1" }), 422, "/classId");
      const klass = await schoolClass((await form()).id);
      await wrong(post(at, { classId: klass.id, classTeacherId: NOBODY }), 422, "/classTeacherId");
      await wrong(post(at, { classId: klass.id, capacity: 0 }), 422, "/capacity");
      await wrong(post(at, { classId: klass.id, name: "Mine" }), 422, "/name");
      expect((await post(at, { classId: klass.id }, b.token)).status).to.equal(404);
      expect((await post(at, { classId: klass.id }, viewer.token)).status).to.equal(403);
      expect((await post("/sessions/none/class-sessions", { classId: klass.id })).status).to.equal(404);
    });

    it("is deleted while unused, and stays once somebody was registered or examined in it", async () => {
      const unused = await classSession();
      await ok(post(`/class-sessions/${unused.id}/subjects`, { subjectId: (await subject()).id }));
      expect((await call("DELETE", `/class-sessions/${unused.id}`, undefined, b.token)).status).to.equal(404);
      expect((await call("DELETE", `/class-sessions/${unused.id}`)).status).to.equal(204);
      expect((await read(`/class-sessions/${unused.id}`)).status).to.equal(404);
      const used = await classSession();
      await a.inside(() => buildRegistration({ classSessionId: used.id }));
      await wrong(call("DELETE", `/class-sessions/${used.id}`), 409, "in_use");
      await wrong(call("DELETE", `/sessions/${used.sessionId}`), 409, "in_use");
    });

    it("has subjects with teachers; one with exams stays", async () => {
      const { id } = await classSession();
      const [{ id: subjectId }, teacher] = [await subject(), await a.inside(() => buildStaff())];
      const row = await ok(post(`/class-sessions/${id}/subjects`, { subjectId, teacherId: teacher.id }));
      expect(row).to.deep.include({ teacherId: teacher.id, elective: false });
      expect(row.subject.id).to.equal(subjectId);
      expect((await read(`/staff/${teacher.id}`)).body.subjects).to.deep.equal([row.subject]);
      await wrong(post(`/class-sessions/${id}/subjects`, { subjectId }), 409, "/classSessionId");
      const changed = await ok(patch(`/class-session-subjects/${row.id}`, { elective: true, teacherId: null }), 200);
      expect(changed).to.deep.include({ elective: true, teacherId: null });
      expect((await patch(`/class-session-subjects/${row.id}`, {}, b.token)).status).to.equal(404);
      const exam = await a.inside(() => buildExam());
      const { data } = (await read(`/class-sessions/${exam.classSessionId}/subjects`)).body;
      await wrong(call("DELETE", `/class-session-subjects/${data[0].id}`), 409, "in_use");
      expect((await call("DELETE", `/class-session-subjects/${row.id}`)).status).to.equal(204);
    });

    it("are copied from another session, those that are missing", async () => {
      const from = await classSession(25);
      await ok(post(`/class-sessions/${from.id}/subjects`, { subjectId: (await subject()).id, elective: true }));
      const other = await schoolClass((await form()).id);
      await ok(post(`/sessions/${from.sessionId}/class-sessions`, { classId: other.id }));
      const { id } = await session();
      await ok(post(`/sessions/${id}/class-sessions`, { classId: other.id }));
      const at = `/sessions/${id}/copy-structure`;
      const copied = await ok(post(at, { fromSessionId: from.sessionId }), 200);
      expect(copied).to.deep.equal({ classSessions: 1, subjects: 1, alreadyThere: 1 });
      const { data } = (await read(`/sessions/${id}/class-sessions`)).body;
      const copy = data.find((one: { classId: string }) => one.classId === from.classId);
      expect(copy).to.deep.include({ name: from.name, capacity: 25 });
      expect((await read(`/class-sessions/${copy.id}/subjects`)).body.data[0].elective).to.equal(true);
      expect((await ok(post(at, { fromSessionId: from.sessionId }), 200)).classSessions).to.equal(0);
      await wrong(post(at, { fromSessionId: id }), 422, "/fromSessionId");
      await wrong(post(at, { fromSessionId: NOBODY }), 422, "/fromSessionId");
    });
  });

  describe("forms, classes, subjects", () => {
    it("refuses a form that leads back to itself", async () => {
      const last = await form();
      const first = await form({ nextFormId: last.id });
      await wrong(patch(`/forms/${last.id}`, { nextFormId: first.id }), 422, "/nextFormId");
      await wrong(patch(`/forms/${last.id}`, { nextFormId: last.id }), 422, "/nextFormId");
      await wrong(call("DELETE", `/forms/${last.id}`), 409, "in_use");
    });

    it("names a taken name or code, whatever the case", async () => {
      const { code, name } = await subject();
      await wrong(post("/subjects", { code: code.toLowerCase(), name }), 409, "/code");
      const { name: formName } = await form();
      await wrong(post("/forms", { name: formName.toLowerCase(), order: 1 }), 409, "/name");
      await wrong(post("/forms", { name: "Emoji 🎓", order: 1.5 }), 422, "/order");
      expect((await form({ name: `Emoji 🎓 ${made}` })).name).to.contain("🎓");
    });
  });

  it("shows nothing of it to the other school, and lets a viewer touch nothing", async () => {
    const row = await session();
    const { id: termId } = await term(row.id, 1);
    const student = await a.inside(() => buildStudent());
    const lists = [
      `/sessions/${row.id}/terms`,
      `/sessions/${row.id}/class-sessions`,
      `/sessions/${row.id}/registrations`,
    ];
    for (const path of [`/sessions/${row.id}`, `/terms/${termId}`, ...lists]) {
      expect((await read(path, b.token)).status, path).to.equal(404);
      expect((await read(path, viewer.token)).status, path).to.equal(200);
    }
    const verbs = [`/sessions/${row.id}/activate`, `/sessions/${row.id}/close`, `/terms/${termId}/activate`];
    for (const path of verbs) {
      expect((await post(path, {}, b.token)).status, path).to.equal(404);
      expect((await post(path, {}, viewer.token)).status, path).to.equal(403);
      expect((await post(path, { force: true })).body.errors[0].path, path).to.equal("/force");
    }
    expect((await read(`/students/${student.id}`, b.token)).status).to.equal(404);
  });
});
