import { expect } from "chai";
import { computeResults } from "../../app/academics/results.js";
import { InvalidResultsInput } from "../../app/academics/sheet.js";
import { classOf, resultsOf } from "./examples.js";

describe("results of a class", () => {
  const sheet = {
    tariro: { maths: ["80"], english: ["60"], shona: ["40"] },
    farai: { maths: ["70"], english: ["ex"], shona: ["50"] },
    rudo: { maths: ["20"], english: [""], shona: ["30.5"] },
  };
  const { rows, statistics } = resultsOf(sheet);

  it("add up totals, averages, passes and points over the subjects that have a total", () => {
    expect(rows[0]).to.include({ total: 180, average: 60, passes: 2, points: 10, grade: "C", complete: true });
    expect(rows[1]).to.include({ total: 120, average: 60, passes: 2, points: 7, grade: "C", complete: true });
    expect(rows[2]).to.include({ total: 50.5, average: 25.25, passes: 0, points: 1, grade: "U", complete: false });
  });

  it("take a subject's mean, extremes and positions over all rows that have its total, incomplete ones too", () => {
    expect(rows[2]!.subjects[0]).to.include({ position: 3, mean: 56.67, highest: 80, lowest: 20 });
    expect(rows[0]!.subjects[1]).to.include({ position: 1, mean: 60, highest: 60, lowest: 60 });
    expect(rows[2]!.subjects[1]).to.include({ position: null, total: null, mean: 60 });
  });

  it("take the class's statistics over the averages of complete rows", () => {
    expect(statistics).to.deep.equal({ mean: 60, median: 60, highest: 60, lowest: 60, passRate: 100 });
    const even = resultsOf({ a: { m: ["40"] }, b: { m: ["61"] }, c: { m: ["50"] }, d: { m: ["10.25"] } }).statistics;
    expect(even).to.deep.equal({ mean: 40.31, median: 45, highest: 61, lowest: 10.25, passRate: 50 });
    const none = resultsOf({ a: { m: [""] } }).statistics;
    expect(none).to.deep.equal({ mean: null, median: null, highest: null, lowest: null, passRate: null });
  });

  it("leave total, average, points and grade null in a row without any total", () => {
    const { rows } = resultsOf({ exempt: { maths: ["ex"] }, waiting: { maths: [""] } });
    const nothing = { total: null, average: null, points: null, grade: null, passes: 0, position: null, outOf: 0 };
    expect(rows[0]).to.include({ ...nothing, complete: true });
    expect(rows[1]).to.include({ ...nothing, complete: false });
  });

  it("list a subject without an exam and do not wait for it", () => {
    const input = classOf({ tariro: { maths: ["50"] } });
    input.classSessions[0]!.registrations[0]!.subjectIds = ["maths", "library"];
    const [row] = computeResults(input)[0]!.rows;
    expect(row!.subjects[1]).to.deep.include({ subjectId: "library", state: "notExamined", parts: [], total: null });
    expect(row).to.include({ complete: true, position: 1 });
    input.classSessions[0]!.registrations[0]!.subjectIds = ["library"];
    expect(computeResults(input)[0]!.rows[0]).to.include({ complete: false, position: null });
  });

  it("show parts in the order of the exam sessions, however the exams come", () => {
    const rounds = ["ca", "mid-term", "final"].map((id) => ({ id, weight: "20" }));
    const input = classOf({ tariro: { maths: ["1", "2", "3"] } }, {}, rounds);
    input.classSessions[0]!.exams = [...input.classSessions[0]!.exams].reverse();
    const { parts } = computeResults(input)[0]!.rows[0]!.subjects[0]!;
    expect(parts.map((part) => [part.examSessionId, part.score])).to.deep.equal([
      ["ca", 1],
      ["mid-term", 2],
      ["final", 3],
    ]);
  });

  it("ignore marks in a subject that a registration does not take", () => {
    const input = classOf({ tariro: { maths: ["50"], art: ["100"] } });
    input.classSessions[0]!.registrations[0]!.subjectIds = ["maths"];
    expect(computeResults(input)[0]!.rows[0]).to.include({ total: 50, average: 50 });
  });

  it("show every number with the school's decimals, but scores as entered and points as the scale has them", () => {
    const scale = {
      direction: "higher" as const,
      bands: [
        { from: 50, label: "P", points: 3.75, passes: true },
        { from: 0, label: "F", points: 0, passes: false },
      ],
    };
    const { rows, statistics } = resultsOf(
      { a: { m: ["72.50"] }, b: { m: ["49.49"] } },
      { decimals: 0 },
      undefined,
      scale,
    );
    expect(rows.map((row) => row.total)).to.deep.equal([73, 49]);
    expect(statistics).to.deep.equal({ mean: 61, median: 61, highest: 73, lowest: 49, passRate: 50 });
    expect(rows[0]!.subjects[0]).to.deep.include({ total: 73, mean: 61, points: 3.75 });
    expect(rows[0]!.subjects[0]!.parts[0]).to.include({ score: 72.5, maximumMark: 100, status: "present" });
  });

  it("round the exact sum once, not the rounded parts", () => {
    const rounds = [{ id: "final", weight: "100", maximumMark: "300" }]; // three times 33.3333… %
    const { rows } = resultsOf({ a: { x: ["100"], y: ["100"], z: ["100"] } }, {}, rounds);
    expect(rows[0]).to.include({ total: 100, average: 33.33 });
  });

  it("refuse an exam of an exam session that is not there, and a maximum of 0", () => {
    const stray = classOf({ a: { m: ["5"] } });
    stray.examSessions = [];
    expect(() => computeResults(stray)).to.throw(InvalidResultsInput, "not in the input");
    expect(() => resultsOf({ a: { m: ["0"] } }, {}, [{ id: "x", weight: "1", maximumMark: "0" }])).to.throw(
      InvalidResultsInput,
    );
  });
});

describe("results of a form", () => {
  const one = classOf({ "a 1": { maths: ["80"] }, "a 2": { maths: ["60"] } }, { formPositions: true });
  const other = classOf({ "b 1": { maths: ["70"] }, "b 2": { maths: [""] } });
  other.classSessions[0]!.id = "1B";
  other.classSessions[0]!.exams = other.classSessions[0]!.exams.map((exam) => ({ ...exam, id: `1B ${exam.id}` }));
  other.classSessions[0]!.marks = other.classSessions[0]!.marks.map((mark) => ({
    ...mark,
    examId: `1B ${mark.examId}`,
  }));
  const form = { ...one, classSessions: [...one.classSessions, ...other.classSessions] };

  it("have positions in the class and in the form, statistics only of the class", () => {
    const [a, b] = computeResults(form);
    expect(a!.rows.map((r) => [r.position, r.outOf, r.formPosition, r.formOutOf])).to.deep.equal([
      [1, 2, 1, 3],
      [2, 2, 3, 3],
    ]);
    expect(b!.rows.map((r) => [r.position, r.outOf, r.formPosition, r.formOutOf])).to.deep.equal([
      [1, 1, 2, 3],
      [null, 1, null, 3],
    ]);
    expect(b!.statistics.highest).to.equal(70);
    expect(b!.rows[0]!.subjects[0]).to.include({ position: 1, highest: 70 });
  });

  it("have no form positions when they are not asked for", () => {
    const [a] = computeResults({ ...form, settings: { ...form.settings, formPositions: false } });
    expect(a!.rows[0]).to.not.have.any.keys("formPosition", "formOutOf");
  });

  it("keep the mark of someone who moved, over the maximum it was set against", () => {
    const rounds = [
      { id: "ca", weight: "40" },
      { id: "final", weight: "60" },
    ];
    const input = classOf({ mover: { maths: ["", "50"] } }, {}, rounds);
    const former = { ...input.classSessions[0]!.exams[0]!, id: "1B ca", maximumMark: "30" };
    input.classSessions[0]!.marks = [
      ...input.classSessions[0]!.marks,
      { examId: "1B ca", registrationId: "mover", score: "24", status: "present" },
    ];
    expect(computeResults(input)[0]!.rows[0]).to.include({ complete: false });
    const [row] = computeResults({ ...input, formerExams: [former] })[0]!.rows;
    expect(row).to.include({ complete: true, total: 62 }); // 40 × 24/30 + 60 × 50/100
    expect(row!.subjects[0]!.parts[0]).to.include({ score: 24, maximumMark: 30 });
  });
});
