import { sha256 } from "../../../app/crypto/keys.js";
import { current } from "../../../app/tenancy/context.js";
import * as models from "../../../models/index.js";
import * as build from "../../factories.js";
import { createBody, next, type RowsOf } from "./values.js";
import type { AnyResource } from "../../../app/door/define.js";

/** One row of every resource of a school, by the resource's name: a new resource without a line here fails the suite. */
export const schoolRows: RowsOf = {
  students: () => build.buildStudent(),
  guardians: () => build.buildGuardian(),
  "student-guardians": () => build.buildStudentGuardian(),
  registrations: () => build.buildRegistration(),
  sessions: () => build.buildSession(),
  terms: () => build.buildTerm(),
  closures: buildClosure,
  forms: () => build.buildForm(),
  classes: () => build.buildClass(),
  subjects: () => build.buildSubject(),
  "class-sessions": () => build.buildClassSession(),
  "class-session-subjects": () => build.buildClassSessionSubject(),
  "exam-sessions": () => build.buildExamSession(),
  exams: () => build.buildExam(),
  "grade-scales": () =>
    models.GradeScale.create({
      name: `Scale ${next()}`,
      level: null,
      direction: "higher",
      bands: [{ from: 0, label: "All", points: 1, remark: null, passes: true }],
    } as never),
  "report-cards": buildReportCard,
  reports: () => models.Report.create({ kind: "report-card", requestedBy: "tests" }),
  staff: () => build.buildStaff(),
  users: () => build.buildStaff(),
  roles: () => build.buildRole(),
  "api-keys": () =>
    models.ApiKey.create({
      clientId: current().clientId,
      name: `Key ${next()}`,
      permissions: ["structure.read"],
      keyHash: sha256(`key ${next()}`),
    }),
  audit: () => models.AuditEntry.findOne({ order: [["at", "DESC"]], rejectOnEmpty: true }),
};

async function buildClosure() {
  const term = await build.buildTerm();
  return models.Closure.create({ termId: term.id, name: "Heroes", startsOn: term.startsOn, endsOn: term.startsOn });
}

/** A card without a publication behind its marks: enough for who may see it. */
async function buildReportCard() {
  const registration = await build.buildRegistration();
  const { id: termId } = await build.buildTerm({ sessionId: registration.sessionId });
  const publishedAt = new Date();
  const publication = await models.Publication.create({ kind: "term", termId, number: 1, publishedAt });
  const { studentId, classSessionId } = registration;
  return models.ReportCard.create({
    number: `T/${next()}`,
    publicationId: publication.id,
    studentId,
    registrationId: registration.id,
    classSessionId,
    termId,
    version: 1,
    verificationCode: `TESTS${String(next()).padStart(7, "0")}`,
    issuedAt: publishedAt,
    snapshot: {},
    hash: sha256("{}"),
  });
}

/** Bodies of which one field depends on another: the rest is found by the field's schema. */
const fitted: Record<string, () => Promise<Record<string, unknown>>> = {
  closures: async () => {
    const { id: termId, startsOn } = await build.buildTerm();
    return { termId, startsOn, endsOn: startsOn };
  },
  exams: async () => {
    const { id: examSessionId, termId } = await build.buildExamSession();
    const { sessionId } = await models.Term.findByPk(termId, { rejectOnEmpty: true });
    const { id: classSessionId } = await build.buildClassSession({ sessionId });
    const { subjectId } = await build.buildClassSessionSubject({ classSessionId });
    return { examSessionId, classSessionId, subjectId };
  },
};

/** A body that makes a row of a school's resource. */
export async function newBody(resource: AnyResource): Promise<Record<string, unknown>> {
  return { ...(await createBody(resource, schoolRows)), ...(await fitted[resource.name]?.()) };
}
