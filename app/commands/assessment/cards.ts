import { Op } from "sequelize";
import type { CardSnapshot } from "../../reports/cardSnapshot.js";
import { newCode } from "../../reports/verification.js";
import { rankingWords } from "../../reports/words.js";
import type { ClassSession } from "../../../models/school/ClassSession.js";
import type { Publication } from "../../../models/school/Publication.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import { Session } from "../../../models/school/Session.js";
import { Staff } from "../../../models/school/Staff.js";
import { bulkCreate } from "../../audit/audited.js";
import { purposeKey, sha256 } from "../../crypto/keys.js";
import { today } from "../../locale/clock.js";
import { current } from "../../tenancy/context.js";
import { VerificationCode } from "../../../models/public/VerificationCode.js";
import { ourClient } from "../settings/ourClient.js";
import { generalSettings, reportsSettings } from "../settings/read.js";
import { verifyAddress } from "./verifyAddress.js";
import { headSignature } from "./headSignature.js";
import { ruleFor } from "./gather.js";
import type { Frozen } from "./freeze.js";
import type { Computed } from "./results.js";

interface Surroundings {
  school: CardSnapshot["school"];
  session: Session;
  locale: string;
  code: string;
  issuedOn: string;
  paper: CardSnapshot["paper"];
  showDateOfBirth: boolean;
  teachers: Map<string, string>;
}

/** Issues a numbered card for each frozen row; its snapshot holds everything that it prints. */
export async function issueCards(
  publication: Publication,
  computed: Computed,
  frozen: Frozen[],
  issued: number,
): Promise<void> {
  if (!frozen.length) return;
  const around = await surroundings(computed);
  const versions = await versionsOf(computed, frozen);
  const cards = frozen.map((one, index) => {
    const version = (versions.get(one.registrationId) ?? 0) + 1;
    const verificationCode = newCode(purposeKey("verify"));
    const snapshot = snapshotOf(one, computed, around, verificationCode);
    const number = `${around.code}-${around.session.name.replace(/\W+/g, "-")}-T${computed.term.number}-${publication.number}-${String(issued + index + 1).padStart(4, "0")}`;
    const { registrationId, studentId, classSessionId } = one;
    return {
      publicationId: publication.id,
      number,
      registrationId,
      studentId,
      classSessionId,
      termId: computed.term.id,
      version,
      verificationCode,
      issuedAt: publication.publishedAt,
      snapshot: snapshot as unknown as Record<string, unknown>,
      hash: sha256(JSON.stringify(snapshot)),
    };
  });
  const made = await bulkCreate(ReportCard, cards);
  await VerificationCode.bulkCreate(
    made.map((card) => ({ code: card.verificationCode, clientId: current().clientId, reportCardId: card.id })),
  );
}

async function versionsOf({ term }: Computed, frozen: Frozen[]): Promise<Map<string, number>> {
  const before = await ReportCard.findAll({
    where: { termId: term.id, registrationId: { [Op.in]: frozen.map((one) => one.registrationId) } },
    attributes: ["registrationId", "version"],
    order: [["version", "ASC"]],
    raw: true,
  });
  return new Map(before.map((card) => [card.registrationId, card.version]));
}

async function surroundings({ term, classSessions, offered }: Computed): Promise<Surroundings> {
  const [client, general, reports] = [await ourClient(), await generalSettings(), await reportsSettings()];
  const session = await Session.findByPk(term.sessionId, { rejectOnEmpty: true });
  const ids = [...classSessions.map((found) => found.classTeacherId), ...offered.map((row) => row.teacherId)].filter(
    (id) => id !== null,
  );
  const staff = await Staff.findAll({ where: { id: { [Op.in]: ids } }, paranoid: false });
  const { name, motto, address, phone, email, colours, demonstration } = general;
  return {
    school: {
      name,
      motto,
      address,
      phone,
      email,
      colours,
      demonstration,
      headName: reports.headName,
      headTitle: reports.headTitle,
      crestFileId: general.crestFileId,
      signatureFileId: await headSignature(reports.headName),
    },
    session,
    locale: client.locale,
    code: client.code,
    issuedOn: today(client.timezone),
    paper: reports.paper,
    showDateOfBirth: reports.showDateOfBirth,
    teachers: new Map(
      staff.map((person) => [person.id, [person.title, person.firstName, person.lastName].filter(Boolean).join(" ")]),
    ),
  };
}

function snapshotOf(one: Frozen, computed: Computed, around: Surroundings, code: string): CardSnapshot {
  const { term, settings, form, scales, students } = computed;
  const classSession = computed.classSessions.find((found) => found.id === one.classSessionId) as ClassSession;
  const student = students.get(one.studentId);
  return {
    locale: around.locale,
    paper: around.paper,
    school: around.school,
    session: { name: around.session.name },
    term: { name: term.name, number: term.number, endsOn: term.endsOn },
    title: `${term.name} · ${around.session.name}`,
    studentId: one.studentId,
    registrationId: one.registrationId,
    student: {
      name: student ? `${student.firstName} ${student.lastName}` : "",
      admissionNumber: student?.admissionNumber ?? "",
      dateOfBirth: around.showDateOfBirth ? (student?.dateOfBirth ?? null) : null,
    },
    class: {
      name: classSession.name,
      form: form.name,
      level: form.level,
      classTeacher: around.teachers.get(classSession.classTeacherId ?? "") ?? null,
    },
    results: resultsOf(one, computed, around),
    statistics: computed.classes.find((found) => found.classSessionId === one.classSessionId)?.statistics ?? {},
    rule: {
      decimals: settings.decimals,
      shownOutOf: settings.shownOutOf,
      gradeFrom: settings.gradeFrom,
      absentCounts: settings.absentCounts,
      ranking: settings.showPositions ? rankingWords(ruleFor(settings, form), around.locale) : null,
    },
    scale: {
      name: scales.name,
      bands: scales.scale.bands.map((band) => ({
        from: Number(band.from),
        label: band.label,
        points: band.points === null ? null : Number(band.points),
        remark: band.remark ?? null,
        passes: band.passes,
      })),
    },
    comments: {},
    nextTermBegins: term.nextTermBegins,
    issuedOn: around.issuedOn,
    verification: { code, url: verifyAddress(code) },
  };
}

function resultsOf(one: Frozen, computed: Computed, around: Surroundings): CardSnapshot["results"] {
  const found = computed.classes
    .find((candidate) => candidate.classSessionId === one.classSessionId)
    ?.rows.find((row) => row.registrationId === one.registrationId);
  if (!found) throw new Error("a frozen row is not among the computed ones");
  const teacherOf = (subjectId: string) =>
    computed.offered.find((row) => row.classSessionId === one.classSessionId && row.subjectId === subjectId)
      ?.teacherId ?? "";
  const nameOf = new Map(computed.examSessions.map((examSession) => [examSession.id, examSession.name]));
  return {
    ...found,
    subjects: found.subjects
      .filter((subject) => subject.state !== "notExamined")
      .map((subject) => ({
        ...subject,
        name: computed.subjects.get(subject.subjectId)?.name ?? "",
        code: computed.subjects.get(subject.subjectId)?.code ?? null,
        teacher: around.teachers.get(teacherOf(subject.subjectId)) ?? null,
        parts: subject.parts.map(({ examSessionId, paper, ...part }) => ({
          ...part,
          name: [nameOf.get(examSessionId), paper].filter(Boolean).join(" · "),
        })),
      })),
  };
}
