import type { CreationAttributes, Model } from "sequelize";
import * as models from "../models/index.js";
import { hashPassword } from "../app/crypto/passwords.js";
import { current } from "../app/tenancy/context.js";
import { PASSWORD, signIn, type School } from "./support/schools.js";

/** Factories make what is left out, parents too. All of them work inside a school's scope: `school.inside(() => buildTerm())`. */
type Some<M extends Model> = Partial<CreationAttributes<M>>;

let made = 0;
const next = () => ++made;
const idOf = async (given: string | undefined, build: () => Promise<{ id: string }>) => given ?? (await build()).id;

export const buildSession = (some: Some<models.Session> = {}) =>
  models.Session.create({ name: `Session ${next()}`, startsOn: "2026-01-12", endsOn: "2026-12-04", ...some });

export async function buildTerm(some: Some<models.Term> = {}) {
  const sessionId = await idOf(some.sessionId, buildSession);
  const number = some.number ?? (await models.Term.count({ where: { sessionId } })) + 1;
  const days = [
    ["2026-01-12", "2026-04-02"],
    ["2026-05-04", "2026-08-06"],
    ["2026-09-07", "2026-12-03"],
  ][(number - 1) % 3]!;
  const [startsOn = "", endsOn = ""] = days;
  return models.Term.create({ name: `Term ${number}`, number, startsOn, endsOn, ...some, sessionId });
}

export const buildForm = (some: Some<models.Form> = {}) => {
  const n = next();
  return models.Form.create({ name: `Form ${n} of tests`, order: n, level: null, ...some });
};

export async function buildClass(some: Some<models.SchoolClass> = {}) {
  const formId = await idOf(some.formId, buildForm);
  return models.SchoolClass.create({ name: `Class ${next()}`, ...some, formId });
}

export const buildSubject = (some: Some<models.Subject> = {}) => {
  const n = next();
  return models.Subject.create({ code: `S${n}`, name: `Subject ${n}`, ...some });
};

/** A user with a teacher's profile, without a usable password. */
export async function buildStaff(some: Some<models.Staff> = {}) {
  const names = { firstName: some.firstName ?? "Tendai", lastName: some.lastName ?? `Teacher ${next()}` };
  const email = `staff${next()}@tests.example.test`;
  const user = await models.User.create({ clientId: current().clientId, email, passwordHash: "none", ...names });
  return models.Staff.create({ ...names, ...some, id: user.id });
}

export async function buildClassSession(some: Some<models.ClassSession> = {}) {
  const sessionId = await idOf(some.sessionId, buildSession);
  const classId = await idOf(some.classId, buildClass);
  const { name } = await models.SchoolClass.findByPk(classId, { rejectOnEmpty: true });
  return models.ClassSession.create({ name, ...some, sessionId, classId });
}

export async function buildClassSessionSubject(some: Some<models.ClassSessionSubject> = {}) {
  const classSessionId = await idOf(some.classSessionId, buildClassSession);
  const subjectId = await idOf(some.subjectId, buildSubject);
  return models.ClassSessionSubject.create({ ...some, classSessionId, subjectId });
}

export const buildStudent = (some: Some<models.Student> = {}) => {
  const n = next();
  return models.Student.create({
    admissionNumber: `T/${n}`,
    firstName: `Tariro ${n}`,
    lastName: "Moyo",
    gender: "female",
    dateOfBirth: "2011-02-28",
    ...some,
  });
};

/** A number of the North American plan that is kept for fiction: 0100 to 0199 of each area. */
const fictional = () => {
  const n = next();
  return `+1${200 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, "0")}`;
};

export const buildGuardian = (some: Some<models.Guardian> = {}) =>
  models.Guardian.create({ firstName: "Rudo", lastName: "Moyo", phone: fictional(), ...some });

export async function buildStudentGuardian(some: Some<models.StudentGuardian> = {}) {
  const studentId = await idOf(some.studentId, buildStudent);
  const guardianId = await idOf(some.guardianId, buildGuardian);
  return models.StudentGuardian.create({ relationship: "mother", isPrimary: false, ...some, studentId, guardianId });
}

/** A registration with its one open placement; the student's current class follows. */
export async function buildRegistration(some: Some<models.Registration> & { from?: string } = {}) {
  const { from = "2026-01-12", ...values } = some;
  const classSessionId = await idOf(values.classSessionId, () => buildClassSession({ sessionId: values.sessionId }));
  const { sessionId } = await models.ClassSession.findByPk(classSessionId, { rejectOnEmpty: true });
  const studentId = await idOf(values.studentId, buildStudent);
  const registration = await models.Registration.create({ ...values, studentId, sessionId, classSessionId });
  await models.Placement.create({ registrationId: registration.id, classSessionId, from });
  const student = await models.Student.findByPk(studentId, { rejectOnEmpty: true });
  await student.update({ currentClassSessionId: classSessionId });
  return registration;
}

export async function buildExamSession(some: Some<models.ExamSession> = {}) {
  const termId = await idOf(some.termId, buildTerm);
  return models.ExamSession.create({ name: `Test ${next()}`, weight: 100, ...some, termId });
}

/** An exam whose class session is of the exam session's session, and takes the subject. */
export async function buildExam(some: Some<models.Exam> = {}) {
  const examSessionId = await idOf(some.examSessionId, buildExamSession);
  const { termId } = await models.ExamSession.findByPk(examSessionId, { rejectOnEmpty: true });
  const { sessionId } = await models.Term.findByPk(termId, { rejectOnEmpty: true });
  const classSessionId = await idOf(some.classSessionId, () => buildClassSession({ sessionId }));
  const subjectId = some.subjectId ?? (await buildClassSessionSubject({ classSessionId })).subjectId;
  return models.Exam.create({ maximumMark: 100, ...some, examSessionId, classSessionId, subjectId });
}

export async function buildMark(some: Some<models.Mark> = {}) {
  const exam = some.examId ? await models.Exam.findByPk(some.examId, { rejectOnEmpty: true }) : await buildExam();
  const registrationId = await idOf(some.registrationId, () =>
    buildRegistration({ classSessionId: exam.classSessionId }),
  );
  return models.Mark.create({ score: 50, status: "present", ...some, examId: exam.id, registrationId });
}

export const buildRole = (some: Some<models.Role> = {}) =>
  models.Role.create({ name: `Role ${next()}`, permissions: [], ...some });

export interface SignedIn {
  id: string;
  email: string;
  token: string;
}

/** A user who can sign in, with permissions of his own or those of a preset's role. Opens its own scope: not inside one. */
export async function makeUser(
  school: School,
  { preset, permissions = [] }: { preset?: string; permissions?: string[] },
) {
  const n = next();
  const email = `user${n}@${school.schema.replaceAll("_", "-")}.example.test`;
  const passwordHash = await hashPassword(PASSWORD);
  const id = await school.inside(async () => {
    const role = (preset && (await models.Role.findOne({ where: { preset } }))) || (await buildRole({ permissions }));
    const names = { firstName: "Una", lastName: `User ${n}` };
    const user = await models.User.create({ clientId: current().clientId, email, passwordHash, ...names });
    await models.Staff.create({ id: user.id, ...names });
    await models.RoleAssignment.create({ userId: user.id, roleId: role.id });
    return user.id;
  });
  return { id, email, token: await signIn(school.host, email) } satisfies SignedIn;
}
