import { Op } from "sequelize";
import { computeResults } from "../../academics/results.js";
import type { ClassResults, ResultRow, SubjectResult } from "../../academics/types.js";
import type { ClassSession } from "../../../models/school/ClassSession.js";
import type { Registration } from "../../../models/school/Registration.js";
import { Student } from "../../../models/school/Student.js";
import { Term } from "../../../models/school/Term.js";
import { fieldError, invalid } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { formOfClass, gather, ruleFor, type Gathered } from "./gather.js";
import type { ResultRowWire, ResultsWire } from "./resultsShape.js";

/** Results of class sessions with all that a snapshot needs beside the numbers. */
export interface Computed extends Gathered {
  term: Term;
  classes: ClassResults[];
  students: Map<string, Student>;
  byId: Map<string, Registration>;
}

/** Computes a form's results in a term: read, compute, positions of class and form. */
export async function compute(
  form: Parameters<typeof gather>[0],
  term: Term,
  options: Parameters<typeof gather>[2] = {},
): Promise<Computed> {
  const gathered = await gather(form, term, options);
  const people = await Student.findAll({
    where: { id: { [Op.in]: gathered.registrations.map((registration) => registration.studentId) } },
    attributes: ["id", "admissionNumber", "firstName", "lastName", "dateOfBirth"],
    paranoid: false,
  });
  return {
    ...gathered,
    term,
    classes: computeResults(gathered.input),
    students: new Map(people.map((student) => [student.id, student])),
    byId: new Map(gathered.registrations.map((registration) => [registration.id, registration])),
  };
}

/** The term of a `?termId=`, or the current one of the class's session. */
export async function termFor(termId: unknown, sessionId: string): Promise<Term> {
  if (termId !== undefined && !isUuid(termId)) throw invalid(fieldError("/termId", "is no id"));
  const where = termId === undefined ? { sessionId, isCurrent: true } : { id: termId, sessionId };
  const term = await Term.findOne({ where });
  if (!term)
    throw invalid(
      fieldError(
        "/termId",
        termId === undefined ? "say which term" : "is no term of this session",
        "unknown_reference",
      ),
    );
  return term;
}

/** Results of one class session in the wire's shape. */
export async function classResults(classSession: ClassSession, termId?: unknown): Promise<ResultsWire> {
  const term = await termFor(termId, classSession.sessionId);
  const form = await formOfClass(classSession);
  const computed = await compute(form, term, { only: [classSession.id] });
  return wireOf(computed, classSession);
}

/** One class session's part of computed results, with names. */
export function wireOf(computed: Computed, classSession: { id: string; name: string }): ResultsWire {
  const found = computed.classes.find((candidate) => candidate.classSessionId === classSession.id);
  const { term, settings, form } = computed;
  const rule = ruleFor(settings, form);
  return {
    classSession: { id: classSession.id, name: classSession.name },
    term: { id: term.id, name: term.name, number: term.number },
    rankingRule: rule && { chain: [...rule.chain], ties: rule.ties },
    shownOutOf: settings.shownOutOf,
    decimals: settings.decimals,
    statistics: found?.statistics ?? { mean: null, median: null, highest: null, lowest: null, passRate: null },
    data: (found?.rows ?? []).map((row) => rowOf(row, computed)),
  };
}

/** A row with the names that belong to it. */
export function rowOf(row: ResultRow, { byId, students, subjects }: Computed): ResultRowWire {
  const registration = byId.get(row.registrationId);
  const student = students.get(registration?.studentId ?? "");
  const { formPosition, formOutOf, explanation } = row;
  const { tiedWith, steps, reason, text } = explanation;
  return {
    registrationId: row.registrationId,
    student: {
      id: student?.id ?? "",
      admissionNumber: student?.admissionNumber ?? null,
      name: student ? `${student.firstName} ${student.lastName}` : "",
    },
    subjects: row.subjects
      .filter((subject) => subject.state !== "notExamined")
      .map((subject) => subjectOf(subject, subjects)),
    total: row.total,
    average: row.average,
    passes: row.passes,
    points: row.points,
    grade: row.grade,
    position: row.position,
    outOf: row.outOf,
    ...(formPosition === undefined ? {} : { formPosition, formOutOf }),
    complete: row.complete,
    explanation: text,
    because: { tiedWith, steps, reason },
  };
}

function subjectOf(result: SubjectResult, subjects: Gathered["subjects"]): ResultRowWire["subjects"][number] {
  const subject = subjects.get(result.subjectId);
  const { parts, total, grade, points, passes, position, mean, highest, lowest } = result;
  return {
    subject: { id: result.subjectId, code: subject?.code ?? "", name: subject?.name ?? "" },
    parts,
    total,
    grade,
    points,
    passes,
    position,
    mean,
    highest,
    lowest,
  };
}
