import { expect } from "chai";
import {
  buildClass,
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildForm,
  buildRegistration,
  buildTerm,
  makeUser,
} from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { Student } from "../../models/index.js";

interface Built {
  termId: string;
  sessionId: string;
  classSessionId: string;
  subjectId: string;
  examSessionId: string;
  examId: string;
  registrations: string[];
}

/** A class of three who sit one exam of 20, weight 100. */
async function build(school: School, weight = 100): Promise<Built> {
  return school.inside(async () => {
    const term = await buildTerm();
    const form = await buildForm({ level: "O Level" });
    const { id: classId } = await buildClass({ formId: form.id });
    const classSession = await buildClassSession({ sessionId: term.sessionId, classId });
    const offered = await buildClassSessionSubject({ classSessionId: classSession.id });
    const examSession = await buildExamSession({ termId: term.id, weight, status: "draft" });
    const exam = await buildExam({
      examSessionId: examSession.id,
      classSessionId: classSession.id,
      subjectId: offered.subjectId,
      maximumMark: 20,
    });
    const registrations = [];
    for (let number = 1; number <= 3; number++) {
      const registration = await buildRegistration({
        sessionId: term.sessionId,
        classSessionId: classSession.id,
        rollNumber: number,
      });
      registrations.push(registration.id);
    }
    return {
      termId: term.id,
      sessionId: term.sessionId,
      classSessionId: classSession.id,
      subjectId: offered.subjectId,
      examSessionId: examSession.id,
      examId: exam.id,
      registrations,
    };
  });
}

describe("marks, results and publication", () => {
  let school: School;
  let other: School;
  let b: Built;
  const at = (path: string) => `/api/v1/school${path}`;
  const post = (path: string, body: unknown = {}) => ask("POST", at(path), { token: school.token, body });
  const put = (marks: unknown[], examId = b.examId) =>
    ask("PUT", at(`/exams/${examId}/marks`), { token: school.token, body: { marks } });

  before(async function () {
    this.timeout(60_000);
    school = await makeSchool();
    other = await makeSchool();
  });
  after(closeApp);
  beforeEach(async () => {
    b = await build(school);
  });

  const open = async () => expect((await post(`/exam-sessions/${b.examSessionId}/open`)).status).to.equal(200);

  it("takes marks only while the exam session is open", async () => {
    const refused = await put([{ registrationId: b.registrations[0], score: 12, status: "present" }]);
    expect([refused.status, refused.body.code]).to.deep.equal([409, "locked"]);
    await open();
    const taken = await put([{ registrationId: b.registrations[0], score: 12.5, status: "present" }]);
    expect(taken.status).to.equal(200);
    expect(
      taken.body.data.map((row: { score: number; status: string; version: number }) => [
        row.score,
        row.status,
        row.version,
      ]),
    ).to.deep.equal([
      [12.5, "present", 1],
      [null, "not_entered", 0],
      [null, "not_entered", 0],
    ]);
  });

  it("names each wrong row and keeps none of the sheet", async () => {
    await open();
    const [first, second] = b.registrations;
    const refused = await put([
      { registrationId: first, score: 20.5, status: "present" },
      { registrationId: second, score: 5, status: "absent" },
      { registrationId: b.classSessionId, score: 5, status: "present" },
      { registrationId: first, score: 3.333, status: "present" },
      { registrationId: first, score: -1, status: "present" },
    ]);
    expect(refused.status).to.equal(422);
    const paths = refused.body.errors.map((error: { path: string }) => error.path);
    expect(paths).to.include.members([
      "/marks/0/score",
      "/marks/1/score",
      "/marks/2/registrationId",
      "/marks/3/score",
      "/marks/3/registrationId",
      "/marks/4/score",
    ]);
    const sheet = await ask("GET", at(`/exams/${b.examId}/marks`), { token: school.token });
    expect(sheet.body.data.every((row: { status: string }) => row.status === "not_entered")).to.equal(true);
  });

  it("refuses a stale row with what stands now, and takes an equal value without a version", async () => {
    await open();
    const [first] = b.registrations;
    await put([{ registrationId: first, score: 7, status: "present" }]);
    const stale = await put([{ registrationId: first, score: 9, status: "present", version: 0 }]);
    expect([stale.status, stale.body.code]).to.deep.equal([409, "version_conflict"]);
    expect(stale.body.errors[0].current).to.include({ score: 7, status: "present", version: 1, by: "Ada Admin" });
    const blind = await put([{ registrationId: first, score: 9, status: "present" }]);
    expect(blind.status).to.equal(409);
    expect((await put([{ registrationId: first, score: 7, status: "present" }])).status).to.equal(200);
    const fresh = await put([{ registrationId: first, score: null, status: "present", version: 1 }]);
    expect(fresh.body.data[0]).to.include({ score: null, status: "not_entered", version: 2 });
  });

  it("lets a subject's teacher enter own subjects only", async () => {
    await open();
    const { teacher, stranger } = {
      teacher: await makeUser(school, { preset: "subject-teacher" }),
      stranger: await makeUser(school, { preset: "subject-teacher" }),
    };
    await school.inside(async () => {
      const { ClassSessionSubject } = await import("../../models/index.js");
      const row = await ClassSessionSubject.findOne({
        where: { classSessionId: b.classSessionId },
        rejectOnEmpty: true,
      });
      await row.update({ teacherId: teacher.id });
    });
    const marks = [{ registrationId: b.registrations[0], score: 3, status: "present" }];
    const mine = await ask("PUT", at(`/exams/${b.examId}/marks`), { token: teacher.token, body: { marks } });
    expect(mine.status).to.equal(200);
    const theirs = await ask("PUT", at(`/exams/${b.examId}/marks`), { token: stranger.token, body: { marks } });
    expect(theirs.status).to.equal(404);
  });

  it("keeps the weights of a term within 100", async () => {
    const refused = await post("/exam-sessions", { termId: b.termId, name: "CA", weight: 0.01 });
    expect(refused.status).to.equal(422);
    expect(refused.body.errors[0].path).to.equal("/weight");
  });

  it("publishes a term into frozen, explained, numbered cards", async () => {
    await open();
    const [first, second, third] = b.registrations;
    await put([
      { registrationId: first, score: 20, status: "present" },
      { registrationId: second, score: 0, status: "present" },
    ]);
    const early = await post(`/terms/${b.termId}/publish`);
    expect([early.status, early.body.code]).to.deep.equal([409, "not_locked"]);
    await post(`/exam-sessions/${b.examSessionId}/lock`);
    const incomplete = await post(`/terms/${b.termId}/publish`);
    expect([incomplete.status, incomplete.body.code]).to.deep.equal([409, "incomplete"]);
    expect(incomplete.body.errors[0].path).to.equal(`/registrations/${third}`);
    expect((await post(`/terms/${b.termId}/publish`, { force: true })).body.errors[0].path).to.equal("/reason");
    const published = await post(`/terms/${b.termId}/publish`, { force: true, reason: "one is ill" });
    expect(published.status).to.equal(200);
    expect(published.body.publishedAt).to.be.a("string");
    const cards = await school.inside(async () =>
      (await import("../../models/index.js")).ReportCard.findAll({
        where: { termId: b.termId },
        order: [["number", "ASC"]],
      }),
    );
    expect(cards.map((card) => [card.version, card.status])).to.deep.equal([
      [1, "current"],
      [1, "current"],
      [1, "current"],
    ]);
    const results = await ask("GET", at(`/registrations/${first}/results?termId=${b.termId}`), { token: school.token });
    expect(results.body).to.include({ published: true, position: 1, outOf: 2, average: 100 });
    expect(results.body.explanation).to.match(/^1 of 2/);
  });

  it("leaves a snapshot alone when a name or a mark changes later, and supersedes it by the next publication", async () => {
    await open();
    await put(
      b.registrations.map((registrationId, index) => ({ registrationId, score: 10 + index, status: "present" })),
    );
    await post(`/exam-sessions/${b.examSessionId}/lock`);
    expect((await post(`/terms/${b.termId}/publish`)).status).to.equal(200);
    const [first] = b.registrations;
    const row = async () =>
      (await ask("GET", at(`/registrations/${first}/results?termId=${b.termId}`), { token: school.token })).body;
    const before = await row();
    await school.inside(async () => {
      const student = await Student.findByPk(before.student.id, { rejectOnEmpty: true });
      await student.update({ firstName: "Changed" });
    });
    await post(`/exam-sessions/${b.examSessionId}/reopen`, { reason: "a mark was wrong" });
    await put([{ registrationId: first, score: 19, status: "present", version: 1 }]);
    expect(await row()).to.deep.equal(before);
    expect((await post(`/terms/${b.termId}/withdraw`, { reason: "marks changed" })).status).to.equal(200);
    await post(`/exam-sessions/${b.examSessionId}/lock`);
    expect((await post(`/terms/${b.termId}/publish`)).status).to.equal(200);
    const after = await row();
    expect([after.average, after.position]).to.deep.equal([95, 1]);
    const cards = await school.inside(async () =>
      (await import("../../models/index.js")).ReportCard.findAll({
        where: { registrationId: first },
        order: [["version", "ASC"]],
      }),
    );
    expect(cards.map((card) => [card.version, card.status, card.inView])).to.deep.equal([
      [1, "superseded", false],
      [2, "current", true],
    ]);
  });

  it("publishes an exam session once it is locked and the weights add up", async () => {
    await open();
    await put(b.registrations.map((registrationId) => ({ registrationId, score: 10, status: "present" })));
    expect((await post(`/exam-sessions/${b.examSessionId}/publish`)).body.code).to.equal("not_locked");
    await post(`/exam-sessions/${b.examSessionId}/lock`);
    const published = await post(`/exam-sessions/${b.examSessionId}/publish`);
    expect([published.status, published.body.status]).to.deep.equal([200, "published"]);
    expect((await post(`/exam-sessions/${b.examSessionId}/open`)).body.code).to.equal("invalid_transition");
  });

  it("answers another school's ids with 404 on every path", async () => {
    const paths = [
      ["GET", `/exam-sessions/${b.examSessionId}`],
      ["POST", `/exam-sessions/${b.examSessionId}/open`],
      ["GET", `/exams/${b.examId}/marks`],
      ["PUT", `/exams/${b.examId}/marks`],
      ["GET", `/class-sessions/${b.classSessionId}/results?termId=${b.termId}`],
      ["POST", `/terms/${b.termId}/publish`],
      ["GET", `/registrations/${b.registrations[0]}/results`],
    ] as const;
    for (const [method, path] of paths) {
      const { status } = await ask(method, at(path), {
        token: other.token,
        body: method === "GET" ? undefined : { marks: [] },
      });
      expect(status, `${method} ${path}`).to.equal(404);
    }
  });
});
