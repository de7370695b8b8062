import { parseDecimal, parseHundredths } from "./exact.js";
import type { Ratio } from "./exact.js";
import { fillPaperWeights, subjectCalculator } from "./subjectTotal.js";
import type { PartMark, SubjectTotal, WeightedPart } from "./subjectTotal.js";
import type { ClassSessionInput, ExamInput, MarkInput, ResultPart, ResultsInput } from "./types.js";

/** The input contradicts itself: an exam of an unknown exam session, a maximum of 0. A fault of the caller, not of the school. */
export class InvalidResultsInput extends Error {
  override readonly name = "InvalidResultsInput";
}

/** One subject of one registration: its parts as they are shown, and its exact total. */
export interface Cell {
  subjectId: string;
  parts: ResultPart[];
  total: SubjectTotal;
}

type Calculator = ReturnType<typeof subjectCalculator>;

interface Subject {
  exams: readonly ExamInput[];
  maxima: readonly number[];
  calculate: Calculator;
}

const NOT_ENTERED: PartMark = { status: "not_entered", hundredths: 0n };

/** Reads the marks of all class sessions, so that a mark follows its registration into another class. */
export function readSheets(input: ResultsInput): (classSession: ClassSessionInput) => Cell[][] {
  const readScore = cached(parseHundredths);
  const marks = indexMarks(input.classSessions);
  const findFormer = formerMarks(input, marks, readScore);

  return (classSession) => {
    const subjects = readSubjects(classSession.exams, input);
    const none: Subject = { exams: [], maxima: [], calculate: subjectCalculator([], input.settings.absentCounts) };
    return classSession.registrations.map((registration) => {
      const own = marks.get(registration.id);
      return registration.subjectIds.map((subjectId) => {
        const subject = subjects.get(subjectId) ?? none;
        const read = subject.exams.map((exam) => {
          const mark = own?.get(exam.id);
          return mark && isEntered(mark) ? partMark(mark, readScore) : findFormer(registration.id, exam);
        });
        return { subjectId, parts: showParts(subject, read), total: subject.calculate(read) };
      });
    });
  };
}

/** Exams by subject, in the order of the exam sessions, each subject with its calculator. */
function readSubjects(exams: readonly ExamInput[], input: ResultsInput): Map<string, Subject> {
  const order = new Map(input.examSessions.map(({ id }, i) => [id, i]));
  const weights = new Map(input.examSessions.map(({ id, weight }) => [id, parseDecimal(weight)]));
  for (const { examSessionId } of exams) {
    if (!order.has(examSessionId)) throw new InvalidResultsInput(`exam session ${examSessionId} is not in the input`);
  }
  const sorted = [...exams].sort((a, b) => order.get(a.examSessionId)! - order.get(b.examSessionId)!);
  const subjects = new Map<string, Subject>();
  for (const [subjectId, own] of groupBy(sorted, (exam) => exam.subjectId)) {
    const parts = [...groupBy(own, (exam) => exam.examSessionId)].flatMap(([examSessionId, papers]) => {
      const paperWeights = fillPaperWeights(
        papers.map(({ weight }) => (weight === null ? null : parseDecimal(weight))),
      );
      return papers.map((exam, i): WeightedPart => {
        const sessionWeight = weights.get(examSessionId)!;
        return { examSessionId, sessionWeight, paperWeight: paperWeights[i]!, maximum: readMaximum(exam) };
      });
    });
    const maxima = own.map((exam) => Number(exam.maximumMark));
    subjects.set(subjectId, { exams: own, maxima, calculate: subjectCalculator(parts, input.settings.absentCounts) });
  }
  return subjects;
}

function readMaximum(exam: ExamInput): Ratio {
  const maximum = parseDecimal(exam.maximumMark);
  if (maximum.n <= 0n) throw new InvalidResultsInput(`exam ${exam.id} has a maximum of ${exam.maximumMark}`);
  return maximum;
}

/** Present without a score is a mark that was cleared. */
const isEntered = (mark: MarkInput): boolean =>
  mark.status === "absent" || mark.status === "exempt" || (mark.status === "present" && mark.score !== null);

function partMark(mark: MarkInput, readScore: (score: string) => bigint): PartMark {
  const { status, score } = mark;
  return { status, hundredths: status === "present" && score !== null ? readScore(score) : 0n };
}

function showParts(subject: Subject, marks: readonly PartMark[]): ResultPart[] {
  return subject.exams.map(({ examSessionId, paper }, i) => {
    const { status, hundredths, maximum } = marks[i]!;
    return {
      examSessionId,
      paper,
      score: status === "present" ? Number(hundredths) / 100 : null,
      maximumMark: maximum ? Number(maximum.n) / Number(maximum.d) : subject.maxima[i]!,
      status,
    };
  });
}

function indexMarks(classSessions: readonly ClassSessionInput[]): Map<string, Map<string, MarkInput>> {
  const byRegistration = new Map<string, Map<string, MarkInput>>();
  for (const { marks } of classSessions) {
    for (const mark of marks) {
      let own = byRegistration.get(mark.registrationId);
      if (!own) byRegistration.set(mark.registrationId, (own = new Map()));
      own.set(mark.examId, mark);
    }
  }
  return byRegistration;
}

/**
 * A move in mid-term loses nothing: where the present class's exam has no mark, one from another class's exam of the same exam session,
 * subject and paper stands, over that exam's maximum.
 */
function formerMarks(
  input: ResultsInput,
  marks: ReadonlyMap<string, ReadonlyMap<string, MarkInput>>,
  readScore: (score: string) => bigint,
): (registrationId: string, exam: ExamInput) => PartMark {
  const key = (exam: ExamInput): string => JSON.stringify([exam.examSessionId, exam.subjectId, exam.paper]);
  const everyExam = [...input.classSessions.flatMap(({ exams }) => exams), ...(input.formerExams ?? [])];
  const alike = groupBy(everyExam, key);
  return (registrationId, exam) => {
    const own = marks.get(registrationId);
    if (!own) return NOT_ENTERED;
    for (const other of alike.get(key(exam)) ?? []) {
      const mark = own.get(other.id);
      if (mark && isEntered(mark)) return { ...partMark(mark, readScore), maximum: readMaximum(other) };
    }
    return NOT_ENTERED;
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

/** A school's scores are few different ones: each is read once. */
function cached<V>(read: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) known.set(text, (value = read(text)));
    return value;
  };
}
