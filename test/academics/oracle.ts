import type {
  ClassSessionInput,
  Criterion,
  ExamInput,
  GradeScale,
  MarkInput,
  ResultsInput,
} from "../../app/academics/types.js";

/**
 * The same results by the most obvious way: fractions that are never reduced, one subject after the other, everyone compared with everyone.
 * Nothing of app/academics is used but its types; slow on purpose.
 */
interface F {
  n: bigint;
  d: bigint;
}
const f = (text: string | number): F => {
  const [whole, places = ""] = String(text).split(".");
  return { n: BigInt(whole + places), d: BigInt("1" + "0".repeat(places.length)) };
};
const plus = (a: F, b: F): F => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a: F, b: F): F => ({ n: a.n * b.n, d: a.d * b.d });
const over = (a: F, b: F): F => ({ n: a.n * b.d, d: a.d * b.n });
const less = (a: F, b: F): boolean => a.n * b.d < b.n * a.d;
const all = (values: F[]): F => values.reduce(plus, f(0));
const isZero = (a: F): boolean => a.n === 0n;

/** Long division, then one look at what is left. */
function rounded(value: F, decimals: number): number {
  const scaled = value.n * 10n ** BigInt(decimals);
  const whole = scaled / value.d;
  const up = (scaled % value.d) * 2n >= value.d ? 1n : 0n;
  return Number(whole + up) / 10 ** decimals;
}

interface OracleSubject {
  subjectId: string;
  state: string;
  total: F | null;
  label: string | null;
  points: F | null;
  passes: boolean | null;
  parts: unknown[];
}
interface OracleRow {
  registrationId: string;
  subjects: OracleSubject[];
  totals: F[];
  total: F;
  average: F | null;
  passes: number;
  points: F | null;
  labels: string[];
  complete: boolean;
  ranked: boolean;
  overallPasses: boolean;
  grade: string | null;
}

const entered = (mark: MarkInput | undefined): mark is MarkInput =>
  mark !== undefined && mark.status !== "not_entered" && !(mark.status === "present" && mark.score === null);

function subjectOf(
  input: ResultsInput,
  own: ClassSessionInput,
  registrationId: string,
  subjectId: string,
): OracleSubject {
  const { absentCounts } = input.settings;
  const everyMark = input.classSessions.flatMap((c) => c.marks).filter((m) => m.registrationId === registrationId);
  const everyExam = [...input.classSessions.flatMap((c) => c.exams), ...(input.formerExams ?? [])];
  const none = { subjectId, total: null, label: null, points: null, passes: null };
  const parts: unknown[] = [];
  const sessions: { weight: F; papers: { weight: F; mark: MarkInput | null; exam: ExamInput }[] }[] = [];
  for (const session of input.examSessions) {
    const exams = own.exams.filter((e) => e.examSessionId === session.id && e.subjectId === subjectId);
    const given = exams.filter((e) => e.weight !== null).map((e) => f(e.weight!));
    const usual = given.length ? over(all(given), f(given.length)) : f(1);
    const papers = exams.map((exam) => {
      const same = everyExam.filter(
        (e) => e.examSessionId === exam.examSessionId && e.subjectId === subjectId && e.paper === exam.paper,
      );
      const sat = [exam, ...same].find((e) => entered(everyMark.find((m) => m.examId === e.id))) ?? exam;
      const mark = everyMark.find((m) => m.examId === sat.id && entered(m)) ?? null;
      parts.push({
        examSessionId: session.id,
        paper: exam.paper,
        score: mark?.status === "present" ? Number(mark.score) : null,
        maximumMark: Number(sat.maximumMark),
        status: mark?.status ?? "not_entered",
      });
      return { weight: exam.weight === null ? usual : f(exam.weight), mark, exam: sat };
    });
    if (exams.length) sessions.push({ weight: f(session.weight), papers });
  }
  const papers = sessions.flatMap((s) =>
    s.papers.map((p) => ({ ...p, counts: !isZero(s.weight) && !isZero(p.weight) })),
  );
  if (papers.length === 0) return { ...none, parts, state: "notExamined" };
  if (papers.some((p) => p.mark === null)) return { ...none, parts, state: "missing" };

  let weight = f(0);
  let sum = f(0);
  for (const session of sessions) {
    const kept = session.papers.filter(
      (p) => p.mark!.status === "present" || (p.mark!.status === "absent" && absentCounts === "zero"),
    );
    const papersWeight = all(kept.map((p) => p.weight));
    if (isZero(papersWeight)) continue;
    const percents = kept.map((p) => times(p.weight, over(f(p.mark!.score ?? 0), f(p.exam.maximumMark))));
    weight = plus(weight, session.weight);
    sum = plus(sum, times(session.weight, over(all(percents), papersWeight)));
  }
  if (isZero(weight)) {
    const deciding = papers.some((p) => p.counts) ? papers.filter((p) => p.counts) : papers;
    return { ...none, parts, state: deciding.every((p) => p.mark!.status === "exempt") ? "exempt" : "missing" };
  }
  const total = times(f(100), over(sum, weight));
  const band = bandFor(input, input.subjectScales?.get(subjectId) ?? input.scale, total);
  const points = band.points === null ? null : f(band.points);
  return { subjectId, state: "counted", total, label: band.label, points, passes: band.passes, parts };
}

function bandFor({ settings }: ResultsInput, scale: GradeScale, total: F): GradeScale["bands"][number] {
  const value = settings.gradeFrom === "exact" ? total : f(rounded(total, settings.decimals));
  const reached = scale.bands.filter((band) => !less(value, f(band.from)));
  return reached.find((band) => reached.every((other) => !less(f(band.from), f(other.from))))!;
}

function rowOf(
  input: ResultsInput,
  own: ClassSessionInput,
  registrationId: string,
  subjectIds: readonly string[],
): OracleRow {
  const subjects = subjectIds.map((id) => subjectOf(input, own, registrationId, id));
  const totals = subjects.flatMap((s) => (s.total ? [s.total] : []));
  const average = totals.length ? over(all(totals), f(totals.length)) : null;
  const overall = average && bandFor(input, input.scale, average);
  const points = subjects.flatMap((s) => (s.points ? [s.points] : []));
  const complete = !subjects.some((s) => s.state === "missing") && subjects.some((s) => s.state !== "notExamined");
  return {
    registrationId,
    subjects,
    totals,
    total: all(totals),
    average,
    passes: subjects.filter((s) => s.passes).length,
    points: points.length ? all(points) : null,
    labels: subjects.flatMap((s) => s.label ?? []),
    complete,
    ranked: complete && totals.length > 0,
    overallPasses: overall?.passes ?? false,
    grade: overall?.label ?? null,
  };
}

/** Does a stand strictly before b? */
function before(input: ResultsInput, a: OracleRow, b: OracleRow): boolean {
  for (const criterion of input.settings.ranking!.chain) {
    if (ahead(input, criterion, a, b)) return true;
    if (ahead(input, criterion, b, a)) return false;
  }
  return false;
}

function ahead(input: ResultsInput, criterion: Criterion, a: OracleRow, b: OracleRow): boolean {
  if (criterion === "passes") return a.passes > b.passes;
  if (criterion === "total") return less(b.total, a.total);
  if (criterion === "average") return less(b.average!, a.average!);
  if (criterion === "points") {
    if (!a.points || !b.points) return a.points !== null && b.points === null;
    return input.scale.direction === "lower" ? less(a.points, b.points) : less(b.points, a.points);
  }
  const labels = [...input.scale.bands].sort((x, y) => Number(y.from) - Number(x.from)).map((band) => band.label);
  for (const label of labels) {
    const [x, y] = [a, b].map((row) => row.labels.filter((l) => l === label).length) as [number, number];
    if (x !== y) return x > y;
  }
  return false;
}

function place<T>(item: T, items: T[], before: (a: T, b: T) => boolean, ties: string): number {
  const better = items.filter((other) => before(other, item));
  const equal = items.filter((other) => !before(other, item) && !before(item, other));
  if (ties === "competition") return better.length + 1;
  if (ties === "fractional") return better.length + (equal.length + 1) / 2;
  return better.filter((x, i) => !better.slice(0, i).some((y) => !before(x, y) && !before(y, x))).length + 1;
}

function extremes(values: F[], decimals: number) {
  if (values.length === 0) return { mean: null, highest: null, lowest: null, median: null };
  const sorted = [...values].sort((a, b) => (less(a, b) ? -1 : 1));
  const middle =
    sorted.length % 2
      ? sorted[(sorted.length - 1) / 2]!
      : over(plus(sorted[sorted.length / 2 - 1]!, sorted[sorted.length / 2]!), f(2));
  return {
    mean: rounded(over(all(values), f(values.length)), decimals),
    median: rounded(middle, decimals),
    highest: rounded(sorted[sorted.length - 1]!, decimals),
    lowest: rounded(sorted[0]!, decimals),
  };
}

/** What computeResults should answer, without remarks and explanations. */
export function oracle(input: ResultsInput) {
  const { ranking, decimals, formPositions } = input.settings;
  const classes = input.classSessions.map((c) => c.registrations.map((r) => rowOf(input, c, r.id, r.subjectIds)));
  const rankedOf = (rows: OracleRow[]): OracleRow[] => (ranking ? rows.filter((row) => row.ranked) : []);
  const positionIn = (row: OracleRow, rows: OracleRow[]): number | null =>
    rows.includes(row) ? place(row, rows, (a, b) => before(input, a, b), ranking!.ties) : null;
  const form = rankedOf(classes.flat());
  return classes.map((rows, i) => {
    const ranked = rankedOf(rows);
    const complete = rows.filter((row) => row.ranked);
    const passing = complete.filter((row) => row.overallPasses).length;
    return {
      classSessionId: input.classSessions[i]!.id,
      statistics: {
        ...extremes(
          complete.map((row) => row.average!),
          decimals,
        ),
        passRate: complete.length ? rounded(over(f(100 * passing), f(complete.length)), decimals) : null,
      },
      rows: rows.map((row) => ({
        registrationId: row.registrationId,
        subjects: row.subjects.map((s) => {
          const others = rows.flatMap((r) => r.subjects.filter((o) => o.subjectId === s.subjectId && o.total));
          const { mean, highest, lowest } = extremes(
            others.map((o) => o.total!),
            decimals,
          );
          return {
            subjectId: s.subjectId,
            state: s.state,
            parts: s.parts,
            total: s.total && rounded(s.total, decimals),
            grade: s.label,
            points: s.points && rounded(s.points, 2),
            passes: s.passes,
            position: s.total && ranking ? place(s, others, (a, b) => less(b.total!, a.total!), ranking.ties) : null,
            mean,
            highest,
            lowest,
          };
        }),
        total: row.average && rounded(row.total, decimals),
        average: row.average && rounded(row.average, decimals),
        passes: row.passes,
        points: row.points && rounded(row.points, 2),
        grade: row.grade,
        position: positionIn(row, ranked),
        outOf: ranked.length,
        ...(formPositions && { formPosition: positionIn(row, form), formOutOf: form.length }),
        complete: row.complete,
      })),
    };
  });
}
