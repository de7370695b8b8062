import { expect } from "chai";
import { AuditEntry } from "../../models/school/AuditEntry.js";
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
  type SignedIn,
} from "../factories.js";
import { closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { callsOf, ok, wrong } from "./support.js";

describe("submitting a column of marks", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  let teacher: SignedIn;
  let colleague: SignedIn;
  let b: { termId: string; examSessionId: string; classSessionId: string; examId: string; registrations: string[] };
  const { call, read, post, patch } = callsOf(() => school.token);
  const exam = () => `/exams/${b.examId}`;
  const put = (marks: object[], token = teacher.token) => call("PUT", `${exam()}/marks`, { marks }, token);
  const mark = (at: number, score: number | null, status = "present") => ({
    registrationId: b.registrations[at],
    score,
    status,
  });
  /** All three are there: a mark, absent, exempt. */
  const fill = () => ok(put([mark(0, 12), mark(1, null, "absent"), mark(2, null, "exempt")]), 200);
  const submit = (token = teacher.token) => post(`${exam()}/submit`, {}, token);

  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
    teacher = await makeUser(school, { preset: "subject-teacher" });
    colleague = await makeUser(school, { preset: "subject-teacher" });
  });
  after(closeApp);
  beforeEach(async () => {
    b = await school.inside(async () => {
      const { id: termId, sessionId } = await buildTerm();
      const { id: classId } = await buildClass({ formId: (await buildForm({ level: "O Level" })).id });
      const { id: classSessionId } = await buildClassSession({ sessionId, classId });
      const { subjectId } = await buildClassSessionSubject({ classSessionId, teacherId: teacher.id });
      await buildClassSessionSubject({ classSessionId, teacherId: colleague.id });
      const { id: examSessionId } = await buildExamSession({ termId, status: "open" });
      const { id: examId } = await buildExam({ examSessionId, classSessionId, subjectId, maximumMark: 20 });
      const registrations = [];
      for (let at = 0; at < 3; at++) registrations.push((await buildRegistration({ classSessionId })).id);
      return { termId, examSessionId, classSessionId, examId, registrations };
    });
  });

  it("wants every mark, absent and exempt being marks, and names who has none", async () => {
    await ok(put([mark(0, 12), mark(1, null, "absent")]), 200);
    const refused = await submit();
    expect([refused.status, refused.body.code]).to.deep.equal([409, "incomplete"]);
    expect(refused.body.errors.map(({ path, code }: Record<string, string>) => [path, code])).to.deep.equal([
      [`/registrations/${b.registrations[2]}`, "not_entered"],
    ]);
    expect((await read(exam())).body.submittedAt).to.equal(null);
    await fill();
    const told = await ok(submit(), 200);
    expect([typeof told.submittedAt, told.submittedBy]).to.deep.equal(["string", teacher.id]);
  });

  it("shuts the column for everybody, its maximum too, and leaves the others open", async () => {
    await fill();
    await ok(submit(), 200);
    await wrong(put([mark(0, 13)]), 409, "locked");
    await wrong(put([mark(0, 13)], school.token), 409, "locked");
    await wrong(patch(exam(), { maximumMark: 30 }), 409, "locked");
    await ok(patch(exam(), { date: "2026-03-04" }), 200);
    await wrong(submit(), 409, "invalid_transition");
    const again = await read(`${exam()}/marks`);
    expect(again.body.data[0]).to.include({ score: 12, version: 1 });
  });

  it("is reopened with a reason by whoever may lock marks, and can be written again", async () => {
    await fill();
    await ok(submit(), 200);
    const reopen = (body: object, token?: string) => post(`${exam()}/reopen`, body, token);
    await wrong(reopen({ reason: "a script was found" }, teacher.token), 403, "forbidden");
    await wrong(reopen({}), 422, "/reason");
    const told = await ok(reopen({ reason: "a script was found" }), 200);
    expect([told.submittedAt, told.submittedBy]).to.deep.equal([null, null]);
    await ok(put([{ ...mark(0, 13), version: 1 }]), 200);
    await wrong(reopen({ reason: "again" }), 409, "invalid_transition");
    const entries = await school.inside(() =>
      AuditEntry.findAll({ where: { entityId: b.examId, entity: "Exam" }, order: [["id", "ASC"]] }),
    );
    const [, submitted, opened, why] = entries;
    expect([submitted?.actorId, submitted?.after?.submittedBy]).to.deep.equal([teacher.id, teacher.id]);
    expect([opened?.after, why?.action, why?.after]).to.deep.equal([
      { submittedAt: null, submittedBy: null },
      "reopen",
      { reason: "a script was found" },
    ]);
  });

  it("is for who enters the marks: not for another subject's teacher, a reader or another school", async () => {
    await fill();
    await wrong(submit(colleague.token), 403, "forbidden");
    const reader = await makeUser(school, { preset: "viewer" });
    await wrong(submit(reader.token), 403, "forbidden");
    await wrong(submit(other.token), 404, "not_found");
    await wrong(post(`${exam()}/reopen`, { reason: "not ours" }, other.token), 404, "not_found");
    expect((await read(exam())).body.submittedAt).to.equal(null);
  });

  it("belongs to an open exam session, and outlives its locking and reopening", async () => {
    await fill();
    await ok(post(`/exam-sessions/${b.examSessionId}/lock`), 200);
    await wrong(submit(), 409, "locked");
    await ok(post(`/exam-sessions/${b.examSessionId}/reopen`, { reason: "too early" }), 200);
    await ok(submit(), 200);
    await ok(post(`/exam-sessions/${b.examSessionId}/lock`), 200);
    await wrong(post(`${exam()}/reopen`, { reason: "later" }), 409, "locked");
    await ok(post(`/exam-sessions/${b.examSessionId}/reopen`, { reason: "later" }), 200);
    await wrong(put([mark(0, 13)]), 409, "locked");
    expect((await read(exam())).body.submittedBy).to.equal(teacher.id);
  });

  it("has something to submit only where somebody sits the exam", async () => {
    const empty = await school.inside(async () => {
      const offered = await buildClassSessionSubject({ classSessionId: b.classSessionId, elective: true });
      const { examSessionId, classSessionId } = b;
      return buildExam({ examSessionId, classSessionId, subjectId: offered.subjectId });
    });
    await wrong(post(`/exams/${empty.id}/submit`), 409, "incomplete");
  });

  it("is told by the sheet of a class, the list, the teacher's first page and the term's publication", async () => {
    await fill();
    const sheet = async () => {
      const { body } = await read(`/exam-sessions/${b.examSessionId}/marks?classSessionId=${b.classSessionId}`);
      return body.data[0].submitted;
    };
    const mine = async () => {
      const { numbers, todo } = (await read("/dashboard", teacher.token)).body;
      const lines = todo.filter(({ to }: { to: string }) => to.includes(b.examSessionId));
      const sheets = numbers.find(({ key }: { key: string }) => key === "mySheets");
      return [lines.map(({ key }: { key: string }) => key), sheets.value];
    };
    const [lines, before] = (await mine()) as [string[], number];
    expect([await sheet(), lines]).to.deep.equal([null, ["marksToSubmit"]]);
    await ok(submit(), 200);
    expect((await sheet()).by).to.match(/^Una User/);
    expect(await mine()).to.deep.equal([[], before + 1]);
    const listed = await read(`/exams?examSessionId=${b.examSessionId}&submitted=true`);
    const open = await read(`/exams?examSessionId=${b.examSessionId}&submitted=false`);
    expect([listed.body.page.total, open.body.page.total]).to.deep.equal([1, 0]);
    const { examSessions } = (await read(`/terms/${b.termId}/publication`)).body;
    expect(examSessions[0].exams).to.deep.equal({ submitted: 1, of: 1 });
  });
});
