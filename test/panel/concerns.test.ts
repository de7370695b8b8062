import { expect } from "chai";
import { Session } from "../../models/school/Session.js";
import {
  buildClassSession,
  buildClassSessionSubject,
  buildExamSession,
  buildGuardian,
  buildRegistration,
  buildStaff,
  buildStudent,
  buildStudentGuardian,
  buildTerm,
} from "../factories.js";
import type { School } from "../support/schools.js";
import { type Browser, schoolWithPanel, usePanel, userWith } from "./support.js";

interface Concern {
  key: string;
  values?: Record<string, string | number>;
  to?: string;
}

describe("what is wrong with a record", function () {
  this.timeout(60_000);
  usePanel();
  let school: School;
  let admin: Browser;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
  });
  const concerns = async (resource: string, id: string, reader = admin): Promise<Concern[]> => {
    const { status, body } = await reader.ask("GET", `/admin/view/${resource}/${id}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body as unknown as { concerns: Concern[] }).concerns;
  };
  const keys = async (...of: Parameters<typeof concerns>) => (await concerns(...of)).map((one) => one.key);

  it("tells of a student without a guardian and without a class in the current session, until both are there", async () => {
    const student = await school.inside(async () => {
      for (const one of await Session.findAll({ where: { isCurrent: true } })) await one.update({ isCurrent: false });
      await Session.create({
        name: "2030",
        startsOn: "2030-01-10",
        endsOn: "2030-12-01",
        isCurrent: true,
        status: "current",
      });
      return buildStudent();
    });
    const told = await concerns("students", student.id);
    expect(told.map((one) => one.key)).to.deep.equal(["noGuardian", "notRegistered"]);
    expect(told[0]?.to).to.equal(`/resources/students/records/${student.id}/show?do=add-guardian`);
    expect(told[1]?.values).to.deep.equal({ session: "2030" });
    await school.inside(async () => {
      await buildStudentGuardian({ studentId: student.id });
      const current = await Session.findOne({ where: { isCurrent: true }, rejectOnEmpty: true });
      await buildRegistration({ studentId: student.id, sessionId: current.id, from: "2030-01-10" });
    });
    expect(await keys("students", student.id)).to.deep.equal([]);
  });

  it("leaves alone whoever has left the school", async () => {
    const { id } = await school.inside(() => buildStudent({ status: "graduated" }));
    expect(await keys("students", id)).to.deep.equal([]);
  });

  it("offers no way to mend to who may only read", async () => {
    const { id } = await school.inside(() => buildStudent());
    const reader = await userWith(school, ["students.read", "structure.read"]);
    const told = await concerns("students", id, reader);
    expect(told.map((one) => one.key)).to.include("noGuardian");
    expect(told.filter((one) => one.to)).to.deep.equal([]);
  });

  it("tells of a guardian without a child, of consent, and of a number that somebody else has too", async () => {
    const [lone, caring] = await school.inside(async () => {
      const first = await buildGuardian();
      const given = { whatsappConsent: { state: "given" } };
      const second = await buildGuardian({ ...given, otherPhones: [first.phone] });
      await buildStudentGuardian({ guardianId: second.id });
      return [first, second];
    });
    const told = await concerns("guardians", lone.id);
    expect(told.map((one) => one.key)).to.deep.equal(["noChild", "consentUnknown", "samePhone"]);
    expect(told[2]?.values).to.deep.equal({ count: 1 });
    expect(await keys("guardians", caring.id)).to.deep.equal([]);
    await school.inside(() => caring.update({ whatsappConsent: { state: "withdrawn" } }));
    expect(await keys("guardians", caring.id)).to.deep.equal(["consentWithdrawn"]);
  });

  it("tells of a class that is too full, without a class teacher, without subjects", async () => {
    const classSession = await school.inside(async () => {
      const made = await buildClassSession({ capacity: 1 });
      await buildRegistration({ classSessionId: made.id });
      await buildRegistration({ classSessionId: made.id });
      return made;
    });
    const told = await concerns("class-sessions", classSession.id);
    expect(told.map((one) => one.key)).to.deep.equal(["overCapacity", "noClassTeacher", "noSubjects"]);
    expect(told[0]?.values).to.deep.equal({ total: 2, capacity: 1 });
    await school.inside(async () => {
      await classSession.update({ capacity: 2, classTeacherId: (await buildStaff()).id });
      await buildClassSessionSubject({ classSessionId: classSession.id });
    });
    expect(await keys("class-sessions", classSession.id)).to.deep.equal([]);
  });

  it("tells of weights that do not add to 100, and of an exam session that is still open", async () => {
    const [term, examSession] = await school.inside(async () => {
      const made = await buildTerm();
      return [made, await buildExamSession({ termId: made.id, weight: 40.5, status: "open", closesAt: new Date(0) })];
    });
    expect((await concerns("terms", term.id))[0]).to.deep.include({ key: "weights", values: { total: 40.5 } });
    expect(await keys("exam-sessions", examSession.id)).to.deep.equal(["stillOpen"]);
    await school.inside(async () => {
      await buildExamSession({ termId: term.id, weight: 59.5 });
      await examSession.update({ status: "locked" });
    });
    expect(await keys("terms", term.id)).to.deep.equal([]);
    expect(await keys("exam-sessions", examSession.id)).to.deep.equal([]);
  });
});
