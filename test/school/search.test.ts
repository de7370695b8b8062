import { expect } from "chai";
import * as models from "../../models/index.js";
import {
  buildClass,
  buildClassSession,
  buildClassSessionSubject,
  buildForm,
  buildGuardian,
  buildRegistration,
  buildSession,
  buildStaff,
  buildStudent,
  buildStudentGuardian,
  buildSubject,
  makeUser,
  type SignedIn,
} from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, platformToken, type School } from "../support/schools.js";
import { S } from "./support.js";

interface Hit {
  kind: string;
  resource: string;
  id: string;
  title: string;
  detail: string;
  inactive: boolean;
}

describe("the search of the panel's frame", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let teacher: SignedIn;

  const search = async (words: string, token = school.token, more = ""): Promise<Hit[]> => {
    const { status, body, text } = await ask("GET", `${S}/search?q=${encodeURIComponent(words)}${more}`, { token });
    expect(status, text).to.equal(200);
    return body.data as Hit[];
  };
  const titles = async (words: string, token?: string) => (await search(words, token)).map(({ title }) => title);

  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
    teacher = await makeUser(school, { preset: "subject-teacher" });
    await school.inside(async () => {
      const session = await buildSession({ isCurrent: true });
      const { id: formId } = await buildForm({ name: "Kilo" });
      const { id: classId } = await buildClass({ name: "Kilo 3 East", formId });
      const east = await buildClassSession({ sessionId: session.id, classId });
      await buildClassSession({ classId });
      const student = await buildStudent({ firstName: "Tinashe", lastName: "Banda", admissionNumber: "GP/0042" });
      await buildRegistration({ studentId: student.id, classSessionId: east.id });
      await buildStudent({ firstName: "Amara", lastName: "Banda", status: "withdrawn", admissionNumber: "GP/0043" });
      const { id: guardianId } = await buildGuardian({ firstName: "Chipo", lastName: "Phiri", phone: "+263772123456" });
      await buildStudentGuardian({ guardianId, studentId: student.id });
      const hidden = await buildStudent({ firstName: "Zuri", lastName: "Ncube", admissionNumber: "GP/0044" });
      await buildStudentGuardian({ guardianId, studentId: hidden.id, relationship: "aunt" });
      const mathematics = await buildSubject({ code: "MATH", name: "Mathematics" });
      const staff = await buildStaff({ firstName: "Farai", lastName: "Dube", title: "Mr" });
      await buildClassSessionSubject({ classSessionId: east.id, subjectId: mathematics.id, teacherId: staff.id });
      await models.ClassSessionSubject.create({
        classSessionId: east.id,
        subjectId: (await buildSubject()).id,
        teacherId: teacher.id,
      });
    });
  });
  after(closeApp);

  it("finds students by words in any order, number or a guardian's phone, and those who left last", async () => {
    expect(await search("banda tin")).to.deep.equal([
      {
        kind: "student",
        resource: "students",
        id: (await search("GP/0042"))[0]?.id,
        title: "Tinashe Banda",
        detail: "GP/0042 · Kilo 3 East",
        inactive: false,
      },
    ]);
    expect(await titles("BANDA")).to.deep.equal(["Tinashe Banda", "Amara Banda"]);
    expect((await search("banda"))[1]).to.include({ inactive: true, detail: "GP/0043" });
    expect(await titles("0772 123 456")).to.deep.equal(["Tinashe Banda", "Zuri Ncube", "Chipo Phiri"]);
  });

  it("finds guardians with their children, classes of the current session once, staff with what they teach", async () => {
    expect((await search("phiri"))[0]).to.include({
      kind: "guardian",
      title: "Chipo Phiri",
      detail: "+263772123456 · Tinashe, Zuri",
    });
    const classes = (await search("3 east")).filter(({ kind }) => kind === "class-session");
    expect(classes.map(({ title, detail }) => [title, detail])).to.deep.equal([["Kilo 3 East", "Kilo"]]);
    expect((await search("dube farai"))[0]).to.include({ kind: "staff", title: "Farai Dube", detail: "Mr · MATH" });
  });

  it("gives a teacher only his own students, and of a guardian only the children he may see", async () => {
    expect(await titles("banda", teacher.token)).to.deep.equal(["Tinashe Banda"]);
    expect(await titles("ncube", teacher.token)).to.deep.equal([]);
    const [guardian] = await search("chipo", teacher.token);
    expect(guardian).to.include({ title: "Chipo Phiri", detail: "+263772123456 · Tinashe" });
  });

  it("gives nothing to another school, to who has no permission, and for less than two letters", async () => {
    const nobody = await makeUser(school, { permissions: [] });
    expect(await titles("banda", other.token)).to.deep.equal([]);
    expect(await titles("banda", nobody.token)).to.deep.equal([]);
    for (const words of ["", "b", " b ", "%"]) expect(await titles(words)).to.deep.equal([]);
    expect(await titles("%%")).to.deep.equal([]);
    expect((await ask("GET", `${S}/search?q=banda`, { host: school.host })).status).to.equal(401);
  });

  it("keeps to its limit and refuses what it does not know", async () => {
    await school.inside(async () => {
      for (let n = 0; n < 8; n++) await buildStudent({ firstName: "Many", lastName: `Sibanda${n}` });
    });
    expect(await search("sibanda")).to.have.length(6);
    expect(await search("sibanda", school.token, "&limit=2")).to.have.length(2);
    for (const query of ["q=ab&kind=staff", "q=ab&limit=0", "q=ab&limit=21", "q=ab&q=cd", "q=a%00b"]) {
      const refused = await ask("GET", `${S}/search?${query}`, { token: school.token });
      expect(refused.status, query).to.equal(422);
    }
  });

  it("finds schools, domains and users on the platform", async () => {
    const token = await platformToken("support");
    const find = async (words: string) =>
      (await ask("GET", `/api/v1/system/search?q=${encodeURIComponent(words)}`, { token })).body.data as Hit[];
    const found = await find(school.schema);
    expect(found.map(({ kind, title, detail }) => [kind, title, detail])).to.deep.equal([
      ["school", `School ${school.schema}`, `${school.schema} · ${school.host}`],
      ["domain", school.host, `School ${school.schema}`],
    ]);
    expect((await find("pat support"))[0]).to.include({
      kind: "user",
      detail: "support@platform.example.test · support",
    });
    expect((await ask("GET", "/api/v1/system/search?q=ab", { token: school.token })).status).to.equal(403);
  });
});
