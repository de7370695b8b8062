import { Op } from "sequelize";
import type { ClassSessionInput, ExamInput, MarkInput, ResultsInput } from "../../academics/types.js";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import { Exam } from "../../../models/school/Exam.js";
import { ExamSession } from "../../../models/school/ExamSession.js";
import { Form } from "../../../models/school/Form.js";
import { Mark } from "../../../models/school/Mark.js";
import { Registration } from "../../../models/school/Registration.js";
import { RegistrationSubject } from "../../../models/school/RegistrationSubject.js";
import { SchoolClass } from "../../../models/school/SchoolClass.js";
import { Subject } from "../../../models/school/Subject.js";
import type { Term } from "../../../models/school/Term.js";
import { problem } from "../../errors.js";
import { assessmentSettings } from "../settings/read.js";
import { scalesOf, type ScaleChoice } from "./scales.js";

export type AssessmentSettings = Awaited<ReturnType<typeof assessmentSettings>>;

/** All that results of one form (or of single class sessions of it) are computed from, read in a handful of queries. */
export interface Gathered {
  input: ResultsInput;
  settings: AssessmentSettings;
  form: Form;
  scales: ScaleChoice;
  classSessions: ClassSession[];
  examSessions: ExamSession[];
  registrations: Registration[];
  subjects: Map<string, Subject>;
  offered: ClassSessionSubject[];
}

/**
 * Gathers a term's exams, registrations and marks for the class sessions of a form. `only` narrows to some of them
 * where positions over the form are not wanted; `examSessionId` to one round of assessment.
 */
export async function gather(
  form: Form,
  term: Term,
  { only, examSessionId }: { only?: string[]; examSessionId?: string } = {},
): Promise<Gathered> {
  const settings = await assessmentSettings();
  const formPositions = settings.positionScopes.includes("form");
  const classSessions = await ClassSession.findAll({
    where: { sessionId: term.sessionId, ...(only && !formPositions ? { id: { [Op.in]: only } } : {}) },
    include: [{ model: SchoolClass, as: "class", where: { formId: form.id }, attributes: ["id", "name", "formId"] }],
    order: [
      ["name", "ASC"],
      ["id", "ASC"],
    ],
  });
  const ids = classSessions.map((found) => found.id);
  const examSessions = await ExamSession.findAll({
    where: examSessionId ? { id: examSessionId } : { termId: term.id },
    order: [
      ["createdAt", "ASC"],
      ["id", "ASC"],
    ],
  });
  const examWhere = {
    examSessionId: { [Op.in]: examSessions.map((found) => found.id) },
    classSessionId: { [Op.in]: ids },
  };
  const exams = await Exam.findAll({
    where: examWhere,
    order: [
      ["paper", "ASC"],
      ["id", "ASC"],
    ],
    raw: true,
  });
  const registrations = await Registration.findAll({
    where: { classSessionId: { [Op.in]: ids }, status: { [Op.ne]: "withdrawn" } },
    order: [
      ["rollNumber", "ASC"],
      ["id", "ASC"],
    ],
  });
  const marks = await Mark.findAll({
    where: { registrationId: { [Op.in]: registrations.map((found) => found.id) } },
    attributes: ["examId", "registrationId", "score", "status"],
    raw: true,
  });
  const offered = await ClassSessionSubject.findAll({ where: { classSessionId: { [Op.in]: ids } } });
  const chosen = await RegistrationSubject.findAll({
    where: { registrationId: { [Op.in]: registrations.map((found) => found.id) } },
    raw: true,
  });
  const subjectIds = [...new Set(offered.map((row) => row.subjectId))];
  const subjects = await Subject.findAll({ where: { id: { [Op.in]: subjectIds } }, order: [["name", "ASC"]] });
  const scales = await scalesOf(form, term);
  const takes = takenBy(subjects, offered, chosen);
  const formerExams = await examsElsewhere(marks, exams, examSessions);
  const input: ResultsInput = {
    settings: {
      absentCounts: settings.absentCounts,
      gradeFrom: settings.gradeFrom,
      decimals: settings.decimals,
      ranking: ruleFor(settings, form),
      formPositions,
    },
    scale: scales.scale,
    subjectScales: scales.bySubject,
    examSessions: examSessions.map(({ id, weight }) => ({ id, weight: examSessionId ? "100" : String(weight) })),
    classSessions: ids.map((id) => classInput(id, exams, registrations, marks, takes)),
    ...(formerExams.length ? { formerExams } : {}),
  };
  return {
    input,
    settings,
    form,
    scales,
    classSessions,
    examSessions,
    registrations,
    subjects: new Map(subjects.map((subject) => [subject.id, subject])),
    offered,
  };
}

/** The ranking rule of a form's level; null = not ranked. */
export function ruleFor(settings: AssessmentSettings, form: Form) {
  const byLevel = settings.ranking.byLevel ?? {};
  return form.level !== null && Object.hasOwn(byLevel, form.level)
    ? (byLevel[form.level] ?? null)
    : settings.ranking.default;
}

/** What a registration takes: the compulsory subjects of its class, and the electives it lists; in order of name. */
function takenBy(
  subjects: Subject[],
  offered: ClassSessionSubject[],
  chosen: { registrationId: string; subjectId: string }[],
) {
  const lists = new Set(chosen.map((row) => `${row.registrationId} ${row.subjectId}`));
  const byClass = grouped(offered, (row) => row.classSessionId);
  return (registration: Registration): string[] => {
    const here = new Map((byClass.get(registration.classSessionId) ?? []).map((row) => [row.subjectId, row.elective]));
    return subjects
      .map((subject) => subject.id)
      .filter((id) => here.has(id) && (!here.get(id) || lists.has(`${registration.id} ${id}`)));
  };
}

/** Groups rows by a key (Map.groupBy is not in Node 20). */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function classInput(
  id: string,
  exams: Exam[],
  all: Registration[],
  marks: Mark[],
  takes: (registration: Registration) => string[],
): ClassSessionInput {
  const registrations = all.filter((registration) => registration.classSessionId === id);
  const mine = new Set(registrations.map((registration) => registration.id));
  return {
    id,
    exams: exams.filter((exam) => exam.classSessionId === id).map(examInput),
    registrations: registrations.map((registration) => ({ id: registration.id, subjectIds: takes(registration) })),
    marks: marks.filter((mark) => mine.has(mark.registrationId)).map(markInput),
  };
}

const examInput = (exam: Exam): ExamInput => ({
  id: exam.id,
  examSessionId: exam.examSessionId,
  subjectId: exam.subjectId,
  paper: exam.paper,
  maximumMark: String(exam.maximumMark),
  weight: exam.weight === null ? null : String(exam.weight),
});

const markInput = (mark: Mark): MarkInput => ({
  examId: mark.examId,
  registrationId: mark.registrationId,
  score: mark.score === null ? null : String(mark.score),
  status: mark.status as MarkInput["status"],
});

/** Exams of class sessions outside the input that someone sat before moving here: their marks stand. */
async function examsElsewhere(marks: Mark[], exams: Exam[], examSessions: ExamSession[]): Promise<ExamInput[]> {
  const known = new Set(exams.map((exam) => exam.id));
  const others = [...new Set(marks.map((mark) => mark.examId))].filter((id) => !known.has(id));
  if (!others.length) return [];
  const found = await Exam.findAll({
    where: { id: { [Op.in]: others }, examSessionId: { [Op.in]: examSessions.map((one) => one.id) } },
    raw: true,
  });
  return found.map(examInput);
}

/** The form of a class session, or a refusal. */
export async function formOfClass(classSession: ClassSession): Promise<Form> {
  const found = await SchoolClass.findByPk(classSession.classId, { include: [{ model: Form, as: "form" }] });
  if (!found?.form) throw problem("not_found");
  return found.form;
}
