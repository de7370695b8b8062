import { computeResults } from "../app/academics/results.js";
import type { ExamInput, MarkInput, ResultsInput } from "../app/academics/types.js";

const STUDENTS = 2000;
const CLASSES = 50;
const SUBJECTS = 12;
const ROUNDS = 7;
const WEIGHTS = { ca1: "15", ca2: "25", final: "60" };

/**
 * Results of one form, 2,000 students × 12 subjects × 3 exam sessions (the final in two papers), positions in class and form, against
 * a pass in binary floats that only adds up, grades and sorts. Prints medians of 7 rounds and their ratio.
 */
async function run(): Promise<void> {
  const input = makeForm();
  const marks = input.classSessions.reduce((n, { marks }) => n + marks.length, 0);
  const exact: number[] = [];
  const floats: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    exact.push(milliseconds(() => computeResults(input)));
    floats.push(milliseconds(() => naive(input)));
  }
  const [ours, theirs] = [median(exact), median(floats)];
  console.log(`results: ${STUDENTS} students × ${SUBJECTS} subjects, ${marks} marks, class and form positions`);
  console.log(
    `  exact ${ours.toFixed(0)} ms (first ${exact[0]!.toFixed(0)}), floats ${theirs.toFixed(0)} ms, ratio ${(ours / theirs).toFixed(1)}`,
  );
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

function makeForm(): ResultsInput {
  let seed = 20260917;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const subjectIds = Array.from({ length: SUBJECTS }, (_, i) => `s${i}`);
  const maxima = ["20", "30", "40", "60", "75", "100"];
  const classSessions = Array.from({ length: CLASSES }, (_, c) => {
    const exam = (subjectId: string, examSessionId: string, paper: string | null, weight: string | null): ExamInput => {
      const id = `${c}/${subjectId}/${examSessionId}/${paper}`;
      return { id, examSessionId, subjectId, paper, weight, maximumMark: maxima[random(maxima.length)]! };
    };
    const exams = subjectIds.flatMap((id) => [
      exam(id, "ca1", null, null),
      exam(id, "ca2", null, null),
      exam(id, "final", "1", "40"),
      exam(id, "final", "2", "60"),
    ]);
    const registrations = Array.from({ length: STUDENTS / CLASSES }, (_, i) => ({ id: `${c}-${i}`, subjectIds }));
    const marks = registrations.flatMap(({ id }) =>
      exams.map((exam): MarkInput => {
        const dice = random(100);
        const half = random(2) ? ".50" : ".00";
        const score = dice < 3 ? null : `${random(Number(exam.maximumMark))}${half}`;
        const status = dice === 0 ? "absent" : dice < 3 ? "exempt" : "present";
        return { examId: exam.id, registrationId: id, score, status };
      }),
    );
    return { id: `class ${c}`, exams, registrations, marks };
  });
  return {
    settings: {
      absentCounts: "zero",
      gradeFrom: "exact",
      decimals: 2,
      ranking: { chain: ["passes", "gradeProfile", "total"], ties: "competition" },
      formPositions: true,
    },
    scale: {
      direction: "higher",
      bands: [75, 65, 50, 40, 30, 0].map((from, i) => ({ from, label: "ABCDEU"[i]!, points: 5 - i, passes: i < 3 })),
    },
    examSessions: Object.entries(WEIGHTS).map(([id, weight]) => ({ id, weight })),
    classSessions,
  };
}

/** What one would write without care: floats, totals, averages, grades, one sort a class and one for the form; no explanations. */
function naive(input: ResultsInput): unknown {
  const weights: Record<string, number> = Object.fromEntries(
    input.examSessions.map(({ id, weight }) => [id, Number(weight)]),
  );
  const bands = input.scale.bands.map((band) => ({ from: Number(band.from), label: band.label }));
  const all = input.classSessions.flatMap(({ exams, registrations, marks }) => {
    const byKey = new Map(marks.map((mark) => [`${mark.registrationId}|${mark.examId}`, mark]));
    const rows = registrations.map(({ id, subjectIds }) => {
      const subjects = subjectIds.map((subjectId) => {
        let [total, present] = [0, 0];
        for (const exam of exams) {
          if (exam.subjectId !== subjectId) continue;
          const mark = byKey.get(`${id}|${exam.id}`)!;
          if (mark.status === "exempt") continue;
          const weight = weights[exam.examSessionId]! * (exam.weight === null ? 1 : Number(exam.weight) / 100);
          present += weight;
          total += (Number(mark.score ?? 0) / Number(exam.maximumMark)) * weight;
        }
        const value = (total / present) * 100;
        return { subjectId, total: value, grade: bands.find((band) => value >= band.from)?.label, position: 0 };
      });
      const total = subjects.reduce((sum, subject) => sum + subject.total, 0);
      return { id, subjects, total, average: total / subjects.length, position: 0, formPosition: 0 };
    });
    [...rows].sort((a, b) => b.total - a.total).forEach((row, i) => (row.position = i + 1));
    for (let s = 0; s < SUBJECTS; s++) {
      const column = rows.map((row) => row.subjects[s]!);
      column.sort((a, b) => b.total - a.total).forEach((subject, i) => (subject.position = i + 1));
    }
    return rows;
  });
  [...all].sort((a, b) => b.total - a.total).forEach((row, i) => (row.formPosition = i + 1));
  return all;
}

await run();
