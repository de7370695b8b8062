import fc from "fast-check";
import type { ExamInput, GradeScale, MarkInput, RankingRule, ResultsInput } from "../../app/academics/types.js";

const SUBJECTS = ["maths", "english", "shona", "physics"];
const CRITERIA = ["passes", "gradeProfile", "total", "average", "points"] as const;
const LABELS = ["A", "B", "C", "U"];

/** Small forms made to collide: few scores, few bounds, halves, zeros, absences, exemptions, gaps, moves, papers, electives. */
export const randomForm: fc.Arbitrary<ResultsInput> = fc.gen().map((g) => {
  const pick = <T>(values: readonly T[]): T => g(() => fc.constantFrom(...values));
  const count = (min: number, max: number): number => g(fc.integer, { min, max });
  const chance = (inHundred: number): boolean => count(1, 100) <= inHundred;

  const scale = (): GradeScale => {
    const bounds = pick([
      ["75", "60", "50", "0"],
      ["50.5", "39.5", "25", "0"],
      ["99.99", "50", "33.33", "0.00"],
    ]);
    const bands = bounds.map((from, i) => ({
      from,
      label: LABELS[i]!,
      points: chance(90) ? pick([String(4 - i), 4 - i, `${4 - i}.75`]) : null,
      passes: i < 2 || (i === 2 && chance(50)),
    }));
    return { direction: pick(["higher", "lower"]), bands: chance(50) ? bands : bands.reverse() };
  };
  const rule = (): RankingRule => ({
    chain: g(() => fc.shuffledSubarray([...CRITERIA], { minLength: 1 })),
    ties: pick(["competition", "dense", "fractional"]),
  });
  const examSessions = Array.from({ length: count(1, 3) }, (_, i) => ({
    id: `round ${i}`,
    weight: pick(["40", "60", "33.33", "50", "100", ...(chance(10) ? ["0"] : [])]),
  }));
  const subjectIds = SUBJECTS.slice(0, count(1, SUBJECTS.length));
  const papersOf = new Map(subjectIds.map((id) => [id, count(1, 3) === 3 ? ["1", "2"] : [null]]));

  const classSessions = Array.from({ length: count(1, 3) }, (_, c) => {
    const exams = examSessions.flatMap(({ id: examSessionId }) =>
      subjectIds.flatMap((subjectId): ExamInput[] => {
        if (chance(8)) return [];
        return papersOf.get(subjectId)!.map((paper) => {
          const id = `${c} ${examSessionId} ${subjectId} ${paper}`;
          const weight = chance(60) ? null : pick(["30", "70", "1", "12.5", "0"]);
          return { id, examSessionId, subjectId, paper, weight, maximumMark: pick(["100", "30", "7", "12.50"]) };
        });
      }),
    );
    const registrations = Array.from({ length: count(0, 6) }, (_, i) => ({
      id: `${c}-${i}`,
      subjectIds: subjectIds.filter(() => !chance(15)),
    }));
    return { id: `class ${c}`, exams, registrations, marks: [] as MarkInput[] };
  });

  const trouble = pick([0, 0, 15, 60]);
  const statuses = pick<MarkInput["status"][]>([
    ["absent"],
    ["exempt"],
    ["absent", "exempt"],
    ["absent", "exempt", "not_entered", "present"],
  ]);
  for (const classSession of classSessions) {
    for (const registration of classSession.registrations) {
      const sat = chance(15) ? pick(classSessions) : classSession;
      for (const exam of sat.exams) {
        const key = { examId: exam.id, registrationId: registration.id };
        if (chance(trouble)) sat.marks.push({ ...key, score: null, status: pick(statuses) });
        else sat.marks.push({ ...key, score: scoreFor(exam.maximumMark, count(0, 4)), status: "present" });
      }
    }
  }
  return {
    settings: {
      absentCounts: pick(["zero", "leftOut"]),
      gradeFrom: pick(["exact", "shown"]),
      decimals: pick([0, 1, 2]),
      ranking: chance(10) ? null : rule(),
      formPositions: chance(50),
    },
    scale: scale(),
    subjectScales: new Map(chance(40) ? [[subjectIds[0]!, scale()]] : []),
    examSessions,
    classSessions,
  };
});

function scoreFor(maximum: string, dice: number): string {
  const max = Number(maximum);
  return [0, max / 2, max, Math.floor(max * 0.4) + 0.5, Math.floor(max * 0.75)][dice]!.toFixed(2);
}
