import { expect } from "chai";
import { ClassSession } from "../../models/school/ClassSession.js";
import { Exam } from "../../models/school/Exam.js";
import {
  buildClass,
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildForm,
  buildMark,
  buildRegistration,
  buildStaff,
  buildTerm,
  makeUser,
} from "../factories.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";

describe("what results and publication tell the panel", function () {
  this.timeout(60_000);
  let school: School;
  const get = (path: string, token = school.token) => ask("GET", `/api/v1/school${path}`, { token });
  before(async () => {
    school = await makeSchool();
  });
  after(closeApp);

  /** A class of two with a subject that has a teacher and one that has none, and two exam sessions. */
  const build = () =>
    school.inside(async () => {
      const term = await buildTerm();
      const { id: classId } = await buildClass({ formId: (await buildForm({ level: "O Level" })).id });
      const { id: classSessionId } = await buildClassSession({ sessionId: term.sessionId, classId });
      const teacher = await buildStaff({ firstName: "Rudo", lastName: "Dube" });
      const taught = await buildClassSessionSubject({ classSessionId, teacherId: teacher.id });
      const untaught = await buildClassSessionSubject({ classSessionId });
      const [first, second] = [
        await buildExamSession({ termId: term.id, weight: 40, status: "open" }),
        await buildExamSession({ termId: term.id, weight: 60, status: "open" }),
      ];
      const registrations = [await buildRegistration({ classSessionId }), await buildRegistration({ classSessionId })];
      for (const { subjectId } of [taught, untaught])
        for (const { id: examSessionId } of [first, second])
          await buildExam({ examSessionId, classSessionId, subjectId });
      return { term, classSessionId, teacher, taught, untaught, first, second, registrations };
    });

  it("names for each missing mark the class, the subject, the exam session and who teaches it there", async () => {
    const { term, classSessionId, teacher, taught, untaught, first, second, registrations } = await build();
    await school.inside(async () => {
      for (const exam of await Exam.findAll({ where: { classSessionId } })) {
        const isAll = exam.examSessionId === first.id && exam.subjectId === taught.subjectId;
        const sat =
          exam.subjectId === untaught.subjectId && exam.examSessionId === second.id
            ? []
            : registrations.slice(isAll ? 0 : 1);
        for (const { id } of sat) await buildMark({ examId: exam.id, registrationId: id });
      }
    });
    const { status, body } = await get(`/terms/${term.id}/publication`);
    expect(status, JSON.stringify(body)).to.equal(200);
    const missing = body.missing as {
      subject: { id: string };
      marks: number;
      parts: object[];
      teacher: object | null;
    }[];
    const of = (id: string) => missing.find((one) => one.subject.id === id);
    expect(missing).to.have.length(2);
    expect(of(taught.subjectId)).to.deep.include({
      marks: 1,
      parts: [{ examSessionId: second.id, marks: 1 }],
      teacher: { id: teacher.id, name: "Rudo Dube" },
    });
    expect(of(untaught.subjectId)).to.deep.include({ marks: 3, teacher: null });
    expect(of(untaught.subjectId)?.parts).to.have.deep.members([
      { examSessionId: first.id, marks: 1 },
      { examSessionId: second.id, marks: 2 },
    ]);
  });

  it("says why as data, and on which scale figures are shown, to a teacher who may not read the settings", async () => {
    const { term, classSessionId, registrations } = await build();
    const user = await makeUser(school, { permissions: ["results.read:own", "students.read:own"] });
    await school.inside(async () => {
      for (const exam of await Exam.findAll({ where: { classSessionId } }))
        await buildMark({ examId: exam.id, registrationId: registrations[0]?.id ?? "", score: 60 });
      const classSession = await ClassSession.findByPk(classSessionId, { rejectOnEmpty: true });
      await classSession.update({ classTeacherId: user.id });
    });
    const { status, body } = await get(`/class-sessions/${classSessionId}/results?termId=${term.id}`, user.token);
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body).to.deep.include({ shownOutOf: 100, decimals: 2 });
    const rows = body.data as {
      registrationId: string;
      because: { steps: { kind: string; value: unknown }[]; reason: string | null };
    }[];
    const [whole, lacking] = registrations.map(({ id }) => rows.find((one) => one.registrationId === id)?.because);
    expect(whole).to.deep.include({ tiedWith: 0, reason: null });
    expect(whole?.steps.map((one) => one.kind)).to.deep.equal(["passes", "gradeProfile", "total"]);
    expect(whole?.steps.at(-1)?.value).to.equal(120);
    expect(lacking).to.deep.equal({ tiedWith: 0, steps: [], reason: "incomplete" });
  });
});
