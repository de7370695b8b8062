import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { shown } from "../../app/academics/exact.js";
import { catalogueOf, LANGUAGES } from "../../app/locale/catalogue.js";
import { distribution, gapOf, ordered, scaled } from "../../app/panel/client/work/results/figures.js";
import { missingIn, reasonsOf } from "../../app/panel/client/work/results/reasons.js";
import type { Part, ResultRow, SubjectResult } from "../../app/panel/client/work/results/shape.js";
import type { Publication } from "../../app/panel/client/work/publication/shape.js";
import { nextVerb, obstacles, stepsOf } from "../../app/panel/client/work/publication/steps.js";

const part = (status: Part["status"]): Part => ({
  examSessionId: "x",
  paper: null,
  score: null,
  maximumMark: 20,
  status,
});
const subject = (name: string, total: number | null, ...parts: Part[]): SubjectResult => ({
  subject: { id: name, code: name, name },
  parts,
  total,
  grade: null,
  passes: null,
  position: null,
  mean: null,
});
const row = (name: string, some: Partial<ResultRow> = {}): ResultRow => ({
  registrationId: name,
  student: { id: name, admissionNumber: null, name },
  subjects: [],
  total: null,
  average: null,
  passes: null,
  grade: null,
  position: null,
  outOf: 3,
  complete: true,
  explanation: "in English",
  ...some,
});
const said = (key: string, values = {}) => `${key} ${JSON.stringify(values)}`;

describe("results as people see them", () => {
  it("scales a per cent figure as the papers do, halves going up", () => {
    for (const shownOutOf of [100, 20, 10, 4])
      for (const decimals of [0, 1, 2])
        for (const percent of [0, 0.05, 12.25, 33.33, 62.5, 67.5, 72.5, 99.99, 100])
          expect(scaled(percent, { shownOutOf, decimals }), `${percent} of ${shownOutOf}, ${decimals}`).to.equal(
            shown(percent, shownOutOf, decimals),
          );
  });

  it("puts the best first and who has no position last, by name; or all by name", () => {
    const rows = [
      row("Zé"),
      row("Ébano", { position: 2 }),
      row("Rui", { position: 1 }),
      row("Ana"),
      row("Eva", { position: 2 }),
    ];
    expect(ordered(rows, "position", "pt").map((one) => one.student.name)).to.deep.equal([
      "Rui",
      "Ébano",
      "Eva",
      "Ana",
      "Zé",
    ]);
    expect(ordered(rows, "name", "pt").map((one) => one.student.name)).to.deep.equal([
      "Ana",
      "Ébano",
      "Eva",
      "Rui",
      "Zé",
    ]);
  });

  it("counts averages in tens, an edge in the higher one, 100 in the last, and only complete rows", () => {
    const rows = [0, 9.99, 10, 99, 100].map((average) => row("a", { average }));
    const counts = distribution([...rows, row("b", { average: 50, complete: false }), row("c")]).map(
      (one) => one.count,
    );
    expect(counts).to.deep.equal([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
  });

  it("says each step that decided, and beside it who shares the position", () => {
    const steps = [
      { kind: "passes" as const, value: 7 },
      { kind: "gradeProfile" as const, value: ["A", "B"] },
      { kind: "total" as const, value: 512 },
    ];
    const found = reasonsOf(
      row("a", { because: { tiedWith: 2, steps, reason: null } }),
      said,
      (percent) => `<${percent}>`,
    );
    expect(found).to.deep.equal({
      steps: [
        'results.why.passes {"count":7}',
        'results.why.gradeProfile {"grades":"A B"}',
        'results.why.total {"score":"<512>"}',
      ],
      note: 'results.why.tied {"count":2}',
    });
  });

  it("says why there is no position, and gives the server's sentence where a snapshot has no steps", () => {
    const because = { tiedWith: 0, steps: [], reason: "incomplete" as const };
    expect(reasonsOf(row("a", { because }), said, String)).to.deep.equal({
      steps: [],
      note: "results.why.incomplete {}",
    });
    expect(reasonsOf(row("a"), said, String)).to.deep.equal({ steps: [], note: "in English" });
  });

  it("tells not entered from absent and from exempt, and leaves out what is not taken", () => {
    expect(gapOf(subject("M", null, part("absent"), part("not_entered")))).to.equal("not_entered");
    expect(gapOf(subject("M", null, part("absent"), part("exempt")))).to.equal("absent");
    expect(gapOf(subject("M", null, part("exempt")))).to.equal("exempt");
    const subjects = [
      subject("Maths", null, part("not_entered")),
      subject("Art", null, part("exempt")),
      subject("Music", 50),
    ];
    expect(missingIn(row("a", { subjects }))).to.deep.equal(["Maths"]);
  });
});

describe("the way of a term to its report cards", () => {
  const missing = [
    {
      classSession: { id: "c", name: "10 A" },
      subject: { id: "s", name: "Maths" },
      marks: 3,
      parts: [],
      teacher: null,
    },
  ];
  const exams = { submitted: 0, of: 0 };
  const term = (some: Partial<Publication> = {}): Publication => ({
    status: "unpublished",
    number: 0,
    publishedAt: null,
    reportCards: 0,
    weights: { total: 100, complete: true },
    examSessions: [{ id: "x", name: "Test", weight: 100, status: "locked", exams }],
    missing: [],
    ...some,
  });

  it("names one step that is next, and what waits for it", () => {
    expect(stepsOf(term({ missing }))).to.deep.equal({ marks: "now", lock: "done", term: "later", cards: "later" });
    const open = term({ examSessions: [{ id: "x", name: "Test", weight: 100, status: "open", exams }] });
    expect(stepsOf(open)).to.deep.equal({ marks: "done", lock: "now", term: "later", cards: "later" });
    expect(stepsOf(term())).to.deep.equal({ marks: "done", lock: "done", term: "now", cards: "later" });
    expect(stepsOf(term({ examSessions: [] })).marks).to.equal("now");
  });

  it("does not call done what was published although it was missing", () => {
    const published = stepsOf(term({ status: "current", missing }));
    expect(published).to.deep.equal({ marks: "open", lock: "done", term: "done", cards: "now" });
  });

  it("tells what no reason lifts: weights, open exam sessions, none at all", () => {
    expect(obstacles(term({ missing }))).to.deep.equal([]);
    const open = term({
      weights: { total: 80, complete: false },
      examSessions: [{ id: "x", name: "T", weight: 80, status: "draft", exams }],
    });
    expect(obstacles(open)).to.deep.equal(["weights", "open"]);
    expect(obstacles(term({ examSessions: [], weights: { total: 0, complete: false } }))).to.deep.equal(["none"]);
  });

  it("moves an exam session by one verb at a time", () => {
    const of = (status: "draft" | "open" | "locked" | "published") =>
      nextVerb({ id: "x", name: "T", weight: 100, status, exams });
    expect([of("draft"), of("open"), of("locked"), of("published")]).to.deep.equal([
      "open",
      "lock",
      "publish",
      undefined,
    ]);
  });
});

describe("the words of results, publication and concerns", () => {
  const client = new URL("../../app/panel/client/work/", import.meta.url);
  const sources = ["results", "publication"].flatMap((folder) =>
    readdirSync(new URL(folder, client)).map((name) => readFileSync(new URL(`${folder}/${name}`, client), "utf8")),
  );

  for (const language of LANGUAGES)
    it(`stand in ${language} for every key that the pages and the server name`, () => {
      const words = catalogueOf(language).frame ?? {};
      const keys = sources.flatMap((text) => [
        ...text.matchAll(/"((?:results|publication|cards|guardians)\.[\w.-]+)"/g),
      ]);
      const made = [
        ...["passes", "gradeProfile", "total", "average", "points", "noRanking", "incomplete", "nothingTaken"].map(
          (one) => `results.why.${one}`,
        ),
        ...["not_entered", "absent", "exempt"].map((one) => `results.mark.${one}`),
        ...["mean", "median", "highest", "lowest", "pass-rate"].map((one) => `results.${one}`),
        ...["draft", "open", "locked", "published"].map((one) => `publication.exam.${one}`),
        ...["queued", "running", "done", "failed", "cancelled"].map((one) => `publication.order.${one}`),
        ...["done", "now", "later", "open"].map((one) => `publication.state.${one}`),
        ...["weights", "open", "none", "marks"].map((one) => `publication.block.${one}`),
        ...["open", "lock", "publish", "cards"].map((one) => `publication.waits.${one}`),
        ...["unpublished", "withdrawn"].flatMap((one) => [`publication.term.${one}`, `publication.status.${one}`]),
        ...["current", "superseded", "revoked"].map((one) => `cards.status.${one}`),
      ];
      const concerns = readFileSync(new URL("../../app/panel/view/concerns.ts", import.meta.url), "utf8");
      const told = [...concerns.matchAll(/told\(\s*"(\w+)"/g)].flatMap(([, key]) => [
        `concern.${key ?? ""}`,
        `concern.${key ?? ""}.do`,
      ]);
      expect(told.length).to.be.above(18);
      const missing = [...keys.map(([, key]) => key ?? ""), ...made, ...told].filter(
        (key) => key !== "results.read" && words[key] === undefined && words[`${key}_other`] === undefined,
      );
      expect(missing).to.deep.equal([]);
    });
});
