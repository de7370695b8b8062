import { expect } from "chai";
import { sequelize } from "../../app/database/connection.js";
import { useClock } from "../../app/locale/clock.js";
import * as models from "../../models/index.js";
import {
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildGuardian,
  buildMark,
  buildRegistration,
  buildSession,
  buildStudent,
  buildStudentGuardian,
  buildTerm,
  makeUser,
  type SignedIn,
} from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { S } from "./support.js";

interface Told {
  key: string;
  value: number;
  count: number;
  of?: number;
  to: string | null;
  [more: string]: unknown;
}

describe("the first page of a school", function () {
  this.timeout(60_000);
  let school: School;
  let registrar: SignedIn;
  let head: SignedIn;
  let teacher: SignedIn;
  const now = new Date("2026-05-20T08:00:00Z");
  const made = { session: "", term: "", east: "", west: "", open: "", late: "", maths: "" };

  const dashboard = async (token: string) => {
    const { status, body, text } = await ask("GET", `${S}/dashboard`, { token });
    expect(status, text).to.equal(200);
    return body;
  };
  const find = (list: Told[], key: string): Told => list.find((one) => one.key === key)!;
  let views = 0;
  /** How many rows the list has to which a number leads, through the door as this reader; a link that no longer fits is refused. */
  const behind = async (token: string, to: string) => {
    const [, resource, query = ""] = /^\/resources\/([\w-]+)\??(.*)$/.exec(to)!;
    const body = { resource, query, name: `Link ${++views}` };
    const view = await ask("POST", `${S}/saved-views`, { token, body });
    expect(view.status, `${to}: ${view.text}`).to.equal(201);
    await ask("DELETE", `${S}/saved-views/${view.body.id}`, { token });
    return view.body.total as number;
  };

  before(async () => {
    useClock(() => now);
    school = await makeSchool();
    registrar = await makeUser(school, { preset: "registrar" });
    head = await makeUser(school, { preset: "head" });
    teacher = await makeUser(school, { preset: "subject-teacher" });
    await school.inside(async () => {
      const session = await buildSession({ name: "2026", isCurrent: true });
      const term = await buildTerm({ sessionId: session.id, number: 2, isCurrent: true });
      const east = await buildClassSession({ sessionId: session.id, capacity: 1 });
      const west = await buildClassSession({ sessionId: session.id });
      await buildClassSession();
      const { subjectId } = await buildClassSessionSubject({ classSessionId: east.id, teacherId: teacher.id });
      await buildClassSessionSubject({ classSessionId: west.id, subjectId });
      const first = await buildRegistration({ classSessionId: east.id });
      await buildRegistration({ classSessionId: east.id });
      await buildRegistration({ classSessionId: west.id });
      await buildStudent();
      await buildStudent({ status: "graduated" });
      await buildStudentGuardian({ studentId: first.studentId });
      const gone = await buildGuardian({ whatsappConsent: { state: "given" } });
      await gone.destroy();
      await buildGuardian({ whatsappConsent: { state: "given" } });
      const open = await buildExamSession({
        termId: term.id,
        name: "Mid-term",
        weight: 40,
        status: "open",
        closesAt: new Date("2026-05-23T14:00:00Z"),
      });
      const late = await buildExamSession({
        termId: term.id,
        name: "CA 1",
        weight: 20,
        status: "open",
        closesAt: new Date("2026-05-10T14:00:00Z"),
      });
      const exam = await buildExam({ examSessionId: open.id, classSessionId: east.id, subjectId });
      await buildExam({ examSessionId: open.id, classSessionId: west.id, subjectId });
      await buildMark({ examId: exam.id, registrationId: first.id, score: 0 });
      await models.Report.create({
        kind: "report-card",
        requestedBy: registrar.id,
        status: "failed",
        classSessionId: east.id,
        termId: term.id,
        createdAt: now,
      });
      Object.assign(made, {
        session: session.id,
        term: term.id,
        east: east.id,
        west: west.id,
        open: open.id,
        late: late.id,
        maths: subjectId,
      });
    });
  });
  after(async () => {
    useClock();
    await closeApp();
  });

  it("tells the office numbers and what is to do, each as many as the list it leads to", async () => {
    const told = await dashboard(registrar.token);
    expect(told).to.include({ today: "2026-05-20" });
    expect(told.session).to.deep.equal({
      id: made.session,
      name: "2026",
      startsOn: "2026-01-12",
      endsOn: "2026-12-04",
    });
    expect(told.term).to.include({ id: made.term, name: "Term 2" });
    const numbers = told.numbers.map(({ key, value, of }: Told) => [key, value, of]);
    expect(numbers).to.deep.equal([
      ["activeStudents", 4, 5],
      ["registeredStudents", 3, 4],
      ["classSessions", 2, undefined],
      ["guardiansWithConsent", 1, 2],
    ]);
    const todo = told.todo.map(({ key, count }: Told) => [key, count]);
    expect(todo).to.deep.equal([
      ["weightsIncomplete", 1],
      ["examSessionOverdue", 1],
      ["studentsNotRegistered", 1],
      ["classSessionsOverCapacity", 1],
      ["studentsWithoutGuardian", 3],
      ["consentUnknown", 1],
      ["reportsFailed", 1],
    ]);
    for (const { key, value, count, to } of [...told.numbers, ...told.todo] as Told[]) {
      if (key === "examSessionOverdue") expect(to).to.equal(`/resources/exam-sessions/records/${made.late}/show`);
      else if (key === "weightsIncomplete") expect(await behind(registrar.token, to!)).to.equal(2);
      else expect(await behind(registrar.token, to!), `${key}: ${to}`).to.equal(value ?? count);
    }
    expect(told.charts).to.deep.equal([]);
    const order = { kind: "report-card", status: "failed", term: "Term 2", done: 0, total: 0 };
    expect(told.reports).to.have.length(1);
    expect(told.reports[0]).to.include(order);
  });

  it("tells what a year lacks before it can run", async () => {
    const empty = await makeSchool();
    const told = await dashboard(empty.token);
    expect([told.session, told.term]).to.deep.equal([null, null]);
    expect(told.todo.map(({ key }: Told) => key)).to.deep.equal(["noCurrentSession"]);
    await empty.inside(() => buildSession({ isCurrent: true }));
    const later = await dashboard(empty.token);
    expect(later.todo.map(({ key }: Told) => key)).to.deep.equal(["noCurrentTerm"]);
    expect(await behind(empty.token, later.todo[0].to)).to.equal(0);
  });

  it("tells a teacher his own classes, students and missing marks, with the way to the grid", async () => {
    const told = await dashboard(teacher.token);
    expect(told.numbers.map(({ key, value, of }: Told) => [key, value, of])).to.deep.equal([
      ["myClasses", 1, undefined],
      ["myStudents", 2, undefined],
      ["myMarks", 1, 2],
      ["mySheets", 0, 1],
    ]);
    expect(await behind(teacher.token, find(told.numbers, "myClasses").to!)).to.equal(1);
    expect(await behind(teacher.token, find(told.numbers, "myStudents").to!)).to.equal(2);
    const closesAt = "2026-05-23T14:00:00.000Z";
    expect(told.todo).to.have.length(2);
    expect(told.todo[0]).to.deep.equal({
      key: "examSessionCloses",
      count: 1,
      params: { name: "Mid-term", closesAt },
      to: `/pages/marks?examSessionId=${made.open}`,
    });
    expect(told.todo[1]).to.deep.include({
      key: "marksMissing",
      count: 1,
      to: `/pages/marks?examSessionId=${made.open}&classSessionId=${made.east}`,
    });
    expect(told.todo[1].params).to.include({ examSession: "Mid-term", paper: null, closesAt, entered: 1, of: 2 });
    expect([told.charts, told.reports]).to.deep.equal([[], []]);
  });

  it("tells the head what waits, marks by class, and how the last published term went against the one before", async () => {
    await school.inside(async () => {
      await models.ExamSession.update(
        { status: "locked" },
        { where: { id: made.late }, individualHooks: true, hooks: true },
      );
      for (const [number, rates] of [
        [1, [50, 100]],
        [3, [25, 75]],
      ] as const) {
        const term = await buildTerm({ sessionId: made.session, number: number === 1 ? 1 : 3 });
        const publication = await models.Publication.create({
          kind: "term",
          termId: term.id,
          number: 1,
          publishedAt: new Date(`2026-0${number}-28T10:00:00Z`),
        });
        await term.update({ publishedAt: publication.publishedAt });
        for (const [index, classSessionId] of [made.east, made.west].entries())
          for (let n = 0; n < 2; n++) {
            const { id: registrationId, studentId } = await buildRegistration({ sessionId: made.session });
            await models.ResultSnapshot.create({
              publicationId: publication.id,
              registrationId,
              studentId,
              classSessionId,
              data: { statistics: { passRate: rates[index] }, row: { outOf: index ? 0 : 8, complete: n === 0 } },
              hash: "none",
            });
          }
      }
    });
    const told = await dashboard(head.token);
    const rate = find(told.numbers, "passRate");
    // A quarter of 8, and three quarters of 1 complete row (an unranked class counts those), rounded: 2 + 1 of 9.
    expect(rate).to.deep.include({
      value: 3,
      of: 9,
      since: "2026-03-28T10:00:00.000Z",
      before: { value: 5, of: 9, term: "Term 1" },
    });
    expect(find(told.numbers, "marksEntered")).to.include({ value: 1, of: 3 });
    expect(find(told.todo, "examSessionToPublish")).to.deep.include({
      params: { name: "CA 1", term: "Term 2" },
      to: `/pages/publication?termId=${made.term}`,
    });
    const [marks, passes] = told.charts;
    expect([marks.key, marks.params, marks.bars.length]).to.deep.equal([
      "marksByClass",
      { examSession: "Mid-term" },
      2,
    ]);
    expect(marks.bars.map(({ value, of }: Told) => [value, of])).to.deep.include.members([
      [1, 2],
      [0, 1],
    ]);
    expect(passes.bars.map(({ value, of }: Told) => [value, of])).to.deep.equal([
      [2, 8],
      [1, 1],
    ]);
    expect(passes.bars[0].to).to.match(new RegExp(`^/pages/results\\?classSessionId=${made.east}&termId=`));
    expect(told.todo.map(({ key }: Told) => key)).not.to.include("studentsWithoutGuardian");
  });

  it("finds a term ready when its weights add to 100 and nothing of it is open", async () => {
    const term = await school.inside(async () => {
      const ready = await buildTerm();
      await buildExamSession({ termId: ready.id, weight: 60, status: "locked" });
      await buildExamSession({ termId: ready.id, weight: 40, status: "published" });
      return ready;
    });
    const ready = (await dashboard(head.token)).todo.filter(({ key }: Told) => key === "termToPublish");
    expect(ready.map(({ to }: Told) => to)).to.deep.equal([`/pages/publication?termId=${term.id}`]);
  });

  it("tells nothing to who may nothing, and nothing of another school", async () => {
    const nobody = await makeUser(school, { permissions: [] });
    const empty = { session: null, term: null, numbers: [], todo: [], charts: [], reports: [] };
    expect(await dashboard(nobody.token)).to.deep.equal({ today: "2026-05-20", ...empty });
    expect((await ask("GET", `${S}/dashboard`, { host: school.host })).status).to.equal(401);
    expect((await ask("GET", `${S}/dashboard?for=head`, { token: head.token })).status).to.equal(422);
    const other = await makeSchool();
    expect((await dashboard(other.token)).numbers.map(({ value }: Told) => value)).to.deep.equal([0, 0]);
  });

  it("asks the database at most six times, whoever asks", async () => {
    for (const { token } of [{ token: school.token }, registrar, head, teacher]) {
      const sent: string[] = [];
      sequelize.addHook(
        "afterQuery",
        "counting",
        (_, query) => void sent.push((query as unknown as { sql: string }).sql),
      );
      try {
        await dashboard(token);
      } finally {
        sequelize.removeHook("afterQuery", "counting");
      }
      expect(sent.length, sent.join("\n")).to.be.within(1, 6);
    }
  });
});
