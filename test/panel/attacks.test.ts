import { expect } from "chai";
import { Student } from "../../models/school/Student.js";
import { makeSchool, type School } from "../support/schools.js";
import { type Browser, madeId, refusalOf, schoolWithPanel, usePanel, userWith } from "./support.js";
import { classOf } from "./school.js";

const ana = { firstName: "Ana", lastName: "Zulu", gender: "female", dateOfBirth: "2010-02-03" };

describe("attacks through the panel's side of the door", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  let student: string;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
    student = madeId(await admin.create("students", { ...ana, "demographics.medicalNotes": "asthma" }));
  });
  const rows = () => school.inside(() => Student.count());
  const stored = (id: string) => school.inside(() => Student.findByPk(id, { rejectOnEmpty: true }));

  it("refuses a hidden column in create and edit by name, and saves nothing", async () => {
    const before = await rows();
    expect(refusalOf(await admin.create("students", { ...ana, searchText: "x" })).fields).to.include("searchText");
    expect(refusalOf(await admin.record("students", student, "edit", { searchText: "x" })).message).to.match(
      /unknown field/i,
    );
    expect(refusalOf(await admin.create("students", { ...ana, isAdmin: "true" })).fields).to.deep.equal(["isAdmin"]);
    expect(await rows()).to.equal(before);
    expect((await stored(student)).searchText).not.to.equal("x");
  });

  it("drops what is answered but not written: id, deletedAt, the class stay as they are", async () => {
    const sent = { id: "0", deletedAt: "2026-01-01T00:00:00Z", currentClassSessionId: student, preferredName: "Nana" };
    madeId(await admin.record("students", student, "edit", sent));
    const row = await stored(student);
    expect(row).to.include({ id: student, deletedAt: null, currentClassSessionId: null, preferredName: "Nana" });
  });

  it("never answers a hidden column: list, record, choices, references", async () => {
    const answers = [
      await admin.list("students"),
      await admin.record("students", student, "show"),
      await admin.ask("GET", "/admin/api/resources/students/actions/search/ana"),
      await admin.list("users"),
    ];
    for (const { status, text } of answers) {
      expect(status).to.equal(200);
      expect(text).not.to.match(/searchText|passwordHash|tokenVersion|clientId/);
    }
  });

  it("refuses filters on hidden, nested, unknown and badly typed things; a percent sign is a percent sign", async () => {
    for (const query of [
      "filters.searchText=ana",
      "filters.demographics.medicalNotes=asthma",
      "filters.nothing=1",
      "filters.status=none",
      "filters.classSessionId=abc",
      "filters.dateOfBirth~~from=2026-02-30",
      "filters.status.x=1",
    ])
      expect(refusalOf(await admin.list("students", `?${query}`)).message, query).not.to.equal("");
    const percent = await admin.ask("GET", "/admin/api/resources/students/actions/search/%25");
    expect(percent.body.records).to.deep.equal([]);
  });

  it("refuses an order by what is not listed for it", async () => {
    for (const name of ["searchText", "id;DROP", "demographics"])
      refusalOf(await admin.list("students", `?sortBy=${encodeURIComponent(name)}&direction=asc`));
    expect((await admin.list("students", "?sortBy=dateOfBirth&direction=desc")).body.records).to.have.lengthOf(1);
  });

  it("answers 404 to names that every object has, in parameters, query and body", async () => {
    const api = "/admin/api/resources";
    for (const path of [
      "constructor/actions/list",
      "__proto__/actions/list",
      "students/actions/constructor",
      "students/actions/__proto__",
      `students/records/${student}/toString`,
      "students/actions/list?filters.constructor=1",
      "students/actions/list?__proto__=1",
      "nothing/actions/list",
      "students/actions/nothing",
      "students/bulk/bulkDelete",
      `students/bulk/bulkDelete?recordIds=${student}&recordIds=${student}`,
      `students/records/${student}/new`,
    ]) {
      const { status, text } = await admin.ask("GET", `${api}/${path}`);
      expect(status, path).to.equal(404);
      expect(text).not.to.include("platform");
    }
    const raw = `{"firstName":"A","__proto__":{"x":1}}`;
    expect((await admin.ask("POST", `${api}/students/actions/new`, { raw })).status).to.equal(404);
    expect((await admin.create("students", { ...ana, "constructor.prototype": "x" })).status).to.equal(404);
  });

  it("holds page sizes: 100000, -1 and abc are refused, choices are 50 at most", async () => {
    for (const size of ["100000", "-1", "abc"]) refusalOf(await admin.list("students", `?perPage=${size}`));
    await school.inside(async () => {
      for (let index = 0; index < 55; index += 1) await Student.create({ ...ana, lastName: `Crowd ${index}` });
    });
    const found = await admin.ask("GET", "/admin/api/resources/students/actions/search?perPage=5000");
    expect(found.body.records).to.have.lengthOf(50);
  });

  it("names the field: words for numbers, 30 February, lists for text, emptied names, NUL", async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ dateOfBirth: "2026-02-30" }, "dateOfBirth"],
      [{ firstName: "" }, "firstName"],
      [{ firstName: ["a"] }, "firstName"],
      [{ firstName: { a: 1 } }, "firstName"],
      [{ gender: "none" }, "gender"],
      [{ lastName: "x".repeat(10_000) }, "lastName"],
      [{ lastName: "a\0b" }, "lastName"],
      [{ version: "x" }, "version"],
    ];
    for (const [change, field] of cases) {
      const { fields, message } = refusalOf(await admin.record("students", student, "edit", change));
      expect(fields, JSON.stringify(change).slice(0, 60)).to.include(field);
      expect(message).not.to.equal("");
    }
    expect(await stored(student)).to.include({ firstName: "Ana", lastName: "Zulu" });
  });

  it("keeps an emoji in a name, and a form that was sent back unchanged writes nothing", async () => {
    madeId(await admin.record("students", student, "edit", { middleName: "😀" }));
    const { params } = (await admin.record("students", student, "show")).body.record as {
      params: Record<string, unknown>;
    };
    expect(params.middleName).to.equal("😀");
    const before = await stored(student);
    const back = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, value === null ? "__FORM_VALUE_NULL__" : String(value)]),
    );
    back.demographics = "__FORM_VALUE_EMPTY_OBJECT__";
    delete back.demographics;
    madeId(await admin.record("students", student, "edit", back));
    expect((await stored(student)).version).to.equal(before.version);
  });

  it("refuses a version that is not the present one, a duplicate, and what is still in use", async () => {
    expect(
      refusalOf(await admin.record("students", student, "edit", { version: "0", preferredName: "Late" })).message,
    ).to.match(/changed by somebody else/i);
    const form = madeId(await admin.create("forms", { name: "Extra", level: "junior", order: "31" }));
    expect(refusalOf(await admin.create("forms", { name: "Extra", level: "junior", order: "32" })).fields).to.include(
      "name",
    );
    madeId(await admin.create("classes", { name: "1 A", formId: form }));
    expect(refusalOf(await admin.record("forms", form, "delete", {})).message).to.match(/in use/i);
    expect((await admin.record("forms", form, "show")).body.record.id).to.equal(form);
  });

  it("hides and keeps what needs a permission of its own: read, written, stood beside", async () => {
    const clerk = await userWith(school, ["students.read", "students.write"]);
    expect((await clerk.record("students", student, "show")).text).not.to.include("asthma");
    refusalOf(await clerk.record("students", student, "edit", { "demographics.medicalNotes": "none" }));
    madeId(await clerk.record("students", student, "edit", { "demographics.address": "Rua 1" }));
    expect((await stored(student)).demographics).to.deep.include({ medicalNotes: "asthma", address: "Rua 1" });
  });

  it("does nothing for who may nothing, and shows him no button", async () => {
    const nobody = await userWith(school, []);
    refusalOf(await nobody.list("students"));
    refusalOf(await nobody.create("students", ana));
    refusalOf(await nobody.record("students", student, "delete", {}));
    const reader = await userWith(school, ["students.read"]);
    const { records } = (await reader.list("students")).body as {
      records: { recordActions: { name: string }[]; bulkActions: object[] }[];
    };
    expect(records[0]?.recordActions.map((one) => one.name)).to.deep.equal(["show"]);
    expect(records[0]?.bulkActions).to.deep.equal([]);
    refusalOf(await reader.record("students", student, "edit", { firstName: "X" }));
  });

  it("finds nothing of another school: reading, editing, removing, referring", async () => {
    const other = await makeSchool();
    const theirs = await other.inside(async () => (await Student.create(ana)).id);
    refusalOf(await admin.record("students", theirs, "show"));
    refusalOf(await admin.record("students", theirs, "edit", { firstName: "X" }));
    refusalOf(await admin.record("students", theirs, "delete", {}));
    refusalOf(await admin.bulk("students", [theirs], "bulkDelete", {}));
    expect(await other.inside(() => Student.count({ where: { id: theirs, firstName: "Ana" } }))).to.equal(1);
    refusalOf(await admin.record("students", "no-uuid", "show"));
  });

  it("lets a teacher see and touch his own class only: elsewhere not there, in a mixed bulk none is moved", async () => {
    const teacher = await userWith(school, ["students.read:own", "students.write", "structure.read"]);
    const mine = await school.inside(() => classOf(teacher.userId));
    const { records } = (await teacher.list("students")).body as { records: { id: string }[] };
    expect(records.map((one) => one.id)).to.deep.equal([mine.student]);
    refusalOf(await teacher.record("students", student, "show"));
    refusalOf(await teacher.record("students", student, "edit", { firstName: "X" }));
    refusalOf(await teacher.bulk("students", [mine.student, student], "bulkDelete", {}));
    expect(await school.inside(() => Student.count({ where: { id: [mine.student, student] } }))).to.equal(2);
    const before = await rows();
    expect(refusalOf(await teacher.create("students", ana)).message).to.match(/not be visible/i);
    expect(await rows()).to.equal(before);
  });

  it("refuses a reference that the writer cannot see", async () => {
    const other = await makeSchool();
    const theirs = await other.inside(() => classOf(undefined));
    expect(refusalOf(await admin.create("classes", { name: "9 Z", formId: theirs.form })).fields).to.include("formId");
    expect((await admin.list("classes", `?filters.formId=${theirs.form}`)).body.records).to.deep.equal([]);
  });

  it("removes what was ticked, all of it, and says how many", async () => {
    const ids = [madeId(await admin.create("students", ana)), madeId(await admin.create("students", ana))];
    const answer = await admin.bulk("students", ids, "bulkDelete", {});
    expect(answer.body.notice).to.deep.equal({ message: "Removed 2", type: "success" });
    expect(await school.inside(() => Student.count({ where: { id: ids } }))).to.equal(0);
  });
});
