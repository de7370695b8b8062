import { expect } from "chai";
import { list } from "../../app/door/five.js";
import { findPage } from "../../app/door/page.js";
import { actAs, systemActor } from "../../app/policies/Actor.js";
import { PERMISSIONS } from "../../app/policies/permissions.js";
import { context } from "../../app/tenancy/context.js";
import { withTenant } from "../../app/tenancy/scope.js";
import { ClassSession } from "../../models/school/ClassSession.js";
import { Student } from "../../models/school/Student.js";
import { studentGuardians } from "../../resources/studentGuardians.js";
import { students } from "../../resources/students.js";
import { buildClassSession, buildStudent, buildStudentGuardian } from "../factories.js";
import { closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

const load = { include: [{ model: ClassSession, as: "currentClassSession", attributes: ["id", "name"] }] };
const all = {
  where: {},
  paranoid: true,
  order: [["lastName", "ASC"]] as [string, string][],
  limit: 3,
  offset: 0,
  load,
};

describe("a page of rows", () => {
  let school: School;
  before(async () => {
    school = await makeSchool();
    await school.inside(async () => {
      const { id } = await buildClassSession();
      for (const lastName of ["Aa", "Bb", "Cc", "Dd"]) await buildStudent({ lastName, currentClassSessionId: id });
      await buildStudent({ lastName: "Ee" });
      await (await buildStudent({ lastName: "Gone" })).destroy();
      await buildStudentGuardian();
    });
  });
  after(closeApp);

  it("comes with the count in one statement, deleted rows in neither", async () => {
    const sent: string[] = [];
    const page = await withTenant(school.client, async () => {
      const { connection } = context();
      const { query } = connection as unknown as { query: (...all: unknown[]) => never };
      connection.query = (...given: unknown[]) => (sent.push(String(given[0])), query(...given));
      const found = await findPage(Student, all);
      Object.assign(connection, { query });
      return found;
    });
    expect(sent).to.have.length(1);
    expect(page.rows.map((row) => (row as Student).lastName)).to.deep.equal(["Aa", "Bb", "Cc"]);
    expect(page.total).to.equal(await school.inside(() => Student.count()));
    const withGone = await school.inside(() => findPage(Student, { ...all, paranoid: false }));
    expect(withGone.total).to.equal(page.total + 1);
  });

  it("has rows like loaded instances: getters, get, what is included and what is not there", async () => {
    await school.inside(async () => {
      const { rows } = await findPage(Student, { ...all, limit: 50 });
      const instances = await Student.findAll({ ...load, order: all.order });
      const shown = (row: Student) => ({ ...students.present(row), id: row.id, at: row.get("createdAt") });
      expect(rows.map((row) => shown(row as Student))).to.deep.equal(instances.map(shown));
      expect(rows.some((row) => (row as Student).currentClassSession === null)).to.equal(true);
      expect(rows.every((row) => row instanceof Student)).to.equal(true);
    });
  });

  it("beyond the end still tells how many there are, and an empty list tells 0", async () => {
    await school.inside(async () => {
      const total = await Student.count();
      expect(await findPage(Student, { ...all, offset: 500 })).to.deep.equal({ rows: [], total });
      expect(await findPage(Student, { ...all, where: { lastName: "Nobody" } })).to.deep.equal({ rows: [], total: 0 });
    });
  });

  it("of two parents' names is answered as declared", async () => {
    const page = await withTenant(school.client, () => {
      actAs(systemActor("tests", PERMISSIONS));
      return list(studentGuardians, {});
    });
    expect(page.page.total).to.equal(1);
    expect(page.data[0]).to.have.nested.property("guardian.phone");
  });
});
