import { expect } from "chai";
import { Student } from "../../models/school/Student.js";
import {
  buildClass,
  buildClassSession,
  buildClassSessionSubject,
  buildForm,
  buildRegistration,
  buildStaff,
  buildStudent,
  buildSubject,
  makeUser,
  type SignedIn,
} from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

const S = "/api/v1/school";

/** The attacks of one-door.md 7, on the REST side. */
describe("the door under attack", () => {
  let a: School;
  let b: School;
  let teacher: SignedIn;
  let mine: { student: string; classSession: string };
  let others: { student: string; classSession: string };
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
  const first = (answer: { body: { errors: { path: string }[] } }) => answer.body.errors[0]?.path;

  before(async () => {
    a = await makeSchool();
    b = await makeSchool();
    const permissions = ["students.read:own", "students.write", "structure.read", "structure.write", "marks.read:own"];
    teacher = await makeUser(a, { permissions });
    [mine, others] = await a.inside(async () => {
      const made = [];
      for (const classTeacherId of [teacher.id, null]) {
        const { id: classSession } = await buildClassSession({ classTeacherId });
        const { studentId } = await buildRegistration({ classSessionId: classSession });
        made.push({ student: studentId, classSession });
      }
      return made as [typeof mine, typeof others];
    });
  });
  after(closeApp);

  it("writes no hidden column, neither at creation nor later", async () => {
    for (const field of [
      "searchText",
      "deletedAt",
      "photoFileId",
      "currentClassSessionId",
      "status",
      "id",
      "createdAt",
      "clientId",
      "constructor",
    ]) {
      const made = await post("/students", newStudent({ [field]: "x" }));
      expect([made.status, first(made)], field).to.deep.equal([422, `/${field}`]);
      const changed = await patch(`/students/${mine.student}`, { [field]: "x" });
      expect([changed.status, first(changed)], field).to.deep.equal([422, `/${field}`]);
    }
  });

  it("answers no hidden column", async () => {
    const hidden = ["searchText", "passwordHash", "keyHash", "tokenVersion", "clientId", "hash"];
    for (const path of [`/students/${mine.student}`, "/students", "/users", "/api-keys", "/guardians", "/roles"])
      for (const name of hidden) expect((await get(path)).text, `${path} ${name}`).not.to.contain(`"${name}"`);
  });

  it("filters by nothing that is hidden, nested, listed, or of another kind", async () => {
    const wrong = [
      "searchText=a",
      "demographics.medicalNotes=a",
      "demographics=a",
      "firstName=Rudo",
      "gender=unicorn",
      "gender[]=female",
    ];
    for (const query of [
      ...wrong,
      "gender=female&gender=male",
      "classSessionId=1",
      "dateOfBirthFrom=2010-02-30",
      "dateOfBirthFrom=x",
      "dateOfBirthTo=0000-01-01",
    ])
      expect((await get(`/students?${query}`)).status, query).to.equal(422);
  });

  it("takes % and _ in a search for themselves", async () => {
    for (const search of ["%", "_", "\\", "%q%", "' OR 1=1 --"])
      expect((await get(`/students?search=${encodeURIComponent(search)}`)).body.page.total, search).to.equal(0);
    expect((await get("/subjects?search=%25")).body.page.total).to.equal(0);
  });

  it("sorts by nothing that is hidden or no column", async () => {
    for (const sort of [
      "searchText",
      "constructor",
      "__proto__",
      "toString",
      "id;DROP TABLE students",
      "lastName DESC",
      "--lastName",
      "demographics",
      "1",
    ])
      expect((await get(`/students?sort=${encodeURIComponent(sort)}`)).status, sort).to.equal(422);
  });

  it("refuses __proto__ and constructor wherever they stand", async () => {
    const raw = (text: string) => ask("POST", `${S}/students`, { token: a.token, raw: text });
    const body = JSON.stringify(newStudent()).slice(0, -1);
    for (const key of ["__proto__", "constructor", "prototype", "hasOwnProperty"]) {
      const top = await raw(`${body},"${key}":{"status":"graduated"}}`);
      expect([top.status, first(top)], key).to.deep.equal([422, `/${key}`]);
      const nested = await raw(`${body},"demographics":{"${key}":{"medicalNotes":"x"}}}`);
      expect([nested.status, first(nested)], key).to.deep.equal([422, `/demographics/${key}`]);
      expect((await get(`/students?${key}=1`)).status, key).to.equal(422);
    }
    expect(({} as Record<string, unknown>).status).to.equal(undefined);
  });

  it("finds no row of another class or school, to read, change, delete, or act on", async () => {
    const theirs = await b.inside(async () => (await buildStudent()).id);
    for (const id of [others.student, theirs, "1", `${mine.student}'`]) {
      const path = `/students/${encodeURIComponent(id)}`;
      expect((await get(path, teacher.token)).status).to.equal(404);
      expect((await patch(path, { firstName: "X" }, teacher.token)).status).to.equal(404);
      expect((await ask("DELETE", S + path, { token: teacher.token })).status).to.equal(404);
      expect((await get(`${path}/guardians`, teacher.token)).status).to.equal(404);
      expect((await get(`${path}/registrations`, teacher.token)).status).to.equal(404);
    }
    const seen = (await get("/students?pageSize=200", teacher.token)).body;
    expect(seen.data.map(({ id }: { id: string }) => id)).to.deep.equal([mine.student]);
    expect(seen.page.total).to.equal(1);
  });

  it("makes no row that its maker would not see, and leaves none behind", async () => {
    const made = await post("/students", newStudent({ admissionNumber: "GHOST" }), teacher.token);
    expect([made.status, made.body.code], made.text).to.deep.equal([403, "forbidden"]);
    expect(await a.inside(() => Student.count({ where: { admissionNumber: "GHOST" }, paranoid: false }))).to.equal(0);
  });

  it("refers to no row of another school", async () => {
    const theirForm = await b.inside(async () => (await buildForm()).id);
    const form = await a.inside(async () => (await buildForm()).id);
    const made = await post("/classes", { formId: theirForm, name: "X" });
    expect([made.status, first(made)]).to.deep.equal([422, "/formId"]);
    const klass = await a.inside(async () => (await buildClass({ formId: form })).id);
    const moved = await patch(`/classes/${klass}`, { formId: theirForm });
    expect([moved.status, first(moved)]).to.deep.equal([422, "/formId"]);
    const teacherId = await b.inside(async () => (await buildStaff()).id);
    const led = await patch(`/class-sessions/${mine.classSession}`, { classTeacherId: teacherId });
    expect([led.status, first(led)]).to.deep.equal([422, "/classTeacherId"]);
    const theirSubject = await b.inside(async () => (await buildSubject()).id);
    const taught = await post(`/class-sessions/${mine.classSession}/subjects`, { subjectId: theirSubject });
    expect([taught.status, first(taught)], taught.text).to.deep.equal([422, "/subjectId"]);
  });

  it("refers to no row that the writer does not see", async () => {
    const { body: guardian } = await post("/guardians", { firstName: "G", lastName: "Dube", phone: "+12005550188" });
    const linked = await post(
      `/students/${mine.student}/guardians`,
      { guardianId: guardian.id, relationship: "aunt", isPrimary: true, mayKnow: true },
      teacher.token,
    );
    expect([linked.status, first(linked)], linked.text).to.deep.equal([422, "/guardianId"]);
  });

  it("lets an unchanged reference stand", async () => {
    const { id } = await a.inside(async () => buildClassSessionSubject({ teacherId: teacher.id }));
    const same = await patch(`/class-session-subjects/${id}`, { teacherId: teacher.id, elective: true });
    expect([same.status, same.body.elective], same.text).to.deep.equal([200, true]);
  });

  it("tells duplicates by their field, of two columns by both, and what is in use", async () => {
    const { body: subject } = await post("/subjects", { code: "DUP", name: "Duplicate" });
    const again = await post("/subjects", { code: "DUP", name: "Another" });
    expect([again.status, again.body.code, first(again)], again.text).to.deep.equal([409, "duplicate", "/code"]);
    const { body: form } = await post("/forms", { name: "Form of two", order: 77 });
    await post("/classes", { formId: form.id, name: "Twin" });
    const { body: session } = await post("/sessions", { name: "Twins", startsOn: "2031-01-01", endsOn: "2031-12-01" });
    const term = (name: string, startsOn: string, endsOn: string) =>
      post(`/sessions/${session.id}/terms`, { name, number: 1, startsOn, endsOn });
    expect((await term("One", "2031-01-01", "2031-04-01")).status).to.equal(201);
    const twin = await term("Two", "2031-05-01", "2031-08-01");
    expect([twin.status, twin.body.code], twin.text).to.deep.equal([409, "duplicate"]);
    expect(twin.body.errors.map(({ path }: { path: string }) => path)).to.have.members(["/sessionId", "/number"]);
    const used = await ask("DELETE", `${S}/forms/${form.id}`, { token: a.token });
    expect([used.status, used.body.code], used.text).to.deep.equal([409, "in_use"]);
    expect((await ask("DELETE", `${S}/subjects/${subject.id}`, { token: a.token })).status).to.equal(204);
  });

  it("hides what was deleted, and lists it for whoever may bring it back", async () => {
    const { id } = (await post("/students", newStudent({ lastName: "Deleted" }))).body;
    expect((await ask("DELETE", `${S}/students/${id}`, { token: a.token })).status).to.equal(204);
    expect((await get("/students?search=deleted")).body.page.total).to.equal(0);
    const deleted = await get("/students?search=deleted&deleted=true");
    expect(deleted.body.data[0]).to.include({ id });
    expect(deleted.body.data[0].deletedAt).to.be.a("string");
    const viewer = await makeUser(a, { preset: "viewer" });
    expect((await get("/students?deleted=true", viewer.token)).status).to.equal(403);
    expect((await patch(`/students/${id}`, { firstName: "X" })).status).to.equal(404);
  });

  it("gives nothing to a user without any permission", async () => {
    const nobody = await makeUser(a, { permissions: [] });
    for (const path of [
      "/students",
      "/guardians",
      "/sessions",
      "/users",
      "/audit",
      "/settings/general",
      "/report-cards",
    ])
      expect((await get(path, nobody.token)).status, path).to.equal(403);
    expect((await get("/auth/me", nobody.token)).status).to.equal(200);
  });

  it("knows no resource and no verb that was not told", async () => {
    for (const path of ["/refresh_tokens", "/students/search", "/staff/me/secrets", "/students/x/y/z"])
      expect((await get(path)).status, path).to.equal(404);
    expect(
      (await ask("GET", `${S}/students/${mine.student}/erase`, { token: a.token })).status,
      "a verb by GET",
    ).to.equal(404);
    expect((await post(`/students/${mine.student}/explode`, {})).status).to.equal(404);
    expect((await ask("PUT", `${S}/students/${mine.student}`, { token: a.token, body: {} })).status).to.equal(404);
  });
});
