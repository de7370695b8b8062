import { expect } from "chai";
import { subjectOf } from "./examples.js";
import type { Round } from "./examples.js";

const CA_AND_FINAL: Round[] = [
  { id: "ca", weight: "40", maximumMark: "20" },
  { id: "final", weight: "60", maximumMark: "80" },
];
const THREE: Round[] = [
  { id: "ca 1", weight: "20" },
  { id: "ca 2", weight: "20" },
  { id: "final", weight: "60" },
];
const leftOut = { absentCounts: "leftOut" } as const;

describe("the total of a subject", () => {
  it("adds score over maximum by weight", () => {
    expect(subjectOf(["15", "60"], {}, CA_AND_FINAL).total).to.equal(75); // 40 × 15/20 + 60 × 60/80
    expect(subjectOf(["20", "80"], {}, CA_AND_FINAL).total).to.equal(100);
  });

  it("keeps half marks and thirds exact until they are shown", () => {
    const thirds = subjectOf(["1", "1", "1"], {}, [
      { id: "a", weight: "33.33", maximumMark: "3" },
      { id: "b", weight: "33.33", maximumMark: "3" },
      { id: "c", weight: "33.34", maximumMark: "3" },
    ]);
    expect(thirds.total).to.equal(33.33);
    expect(subjectOf(["72.50"]).total).to.equal(72.5);
  });

  it("counts an honest 0 as a mark", () => {
    expect(subjectOf(["0"])).to.include({ total: 0, grade: "U", state: "counted", complete: true });
    expect(subjectOf(["0", "80"], leftOut, CA_AND_FINAL).total).to.equal(60);
  });

  it("gives an absent part zero of its weight", () => {
    expect(subjectOf(["abs", "80"], {}, CA_AND_FINAL).total).to.equal(60);
    expect(subjectOf(["abs", "abs"], {}, CA_AND_FINAL)).to.include({ total: 0, state: "counted", complete: true });
  });

  it("gives an absent part's weight to the others in proportion when absence is left out", () => {
    expect(subjectOf(["abs", "60"], leftOut, CA_AND_FINAL).total).to.equal(75);
    expect(subjectOf(["abs", "80", "40"], leftOut, THREE).total).to.equal(50); // (20 × 80 + 60 × 40) / 80
  });

  it("always leaves an exempt part out", () => {
    expect(subjectOf(["ex", "80", "40"], {}, THREE).total).to.equal(50);
    expect(subjectOf(["ex", "80", "40"], leftOut, THREE).total).to.equal(50);
  });

  it("does not count a subject as taken when all parts are exempt", () => {
    const all = subjectOf(["ex", "ex"], {}, CA_AND_FINAL);
    expect(all).to.include({ total: null, grade: null, passes: null, state: "exempt", complete: true });
  });

  it("has no total and is incomplete when absent from every part under left out", () => {
    expect(subjectOf(["abs", "abs"], leftOut, CA_AND_FINAL)).to.include({
      total: null,
      state: "missing",
      complete: false,
    });
    expect(subjectOf(["ex", "abs"], leftOut, CA_AND_FINAL)).to.include({
      total: null,
      state: "missing",
      complete: false,
    });
  });

  it("has no total and is incomplete while one mark is not entered", () => {
    expect(subjectOf(["15", ""], {}, CA_AND_FINAL)).to.include({ total: null, state: "missing", complete: false });
    expect(subjectOf(["ex", ""], leftOut, CA_AND_FINAL)).to.include({ total: null, state: "missing", complete: false });
  });

  it("weighs papers within their exam session first", () => {
    const rounds: Round[] = [
      { id: "ca", weight: "40" },
      {
        id: "final",
        weight: "60",
        papers: [
          { paper: "1", weight: "30", maximumMark: "50" },
          { paper: "2", weight: "70" },
        ],
      },
    ];
    // The final is 0.3 × 40/50 + 0.7 × 50/100 = 59 %; 0.4 × 80 + 0.6 × 59.
    expect(subjectOf(["80", "40", "50"], {}, rounds).total).to.equal(67.4);
    // Paper 2 exempt: its weight stays in the final, which still counts 60.
    expect(subjectOf(["80", "40", "ex"], {}, rounds).total).to.equal(80);
    expect(subjectOf(["80", "ex", "30"], {}, rounds).total).to.equal(50);
    // The final altogether exempt: all goes to the CA.
    expect(subjectOf(["80", "ex", "ex"], {}, rounds).total).to.equal(80);
    expect(subjectOf(["80", "40", "abs"], {}, rounds).total).to.equal(46.4);
  });

  it("weighs papers without weights equally, and one among weighted papers like their mean", () => {
    const papers = (...weights: (string | null)[]): Round[] => [
      { id: "final", weight: "100", papers: weights.map((weight, i) => ({ paper: String(i + 1), weight })) },
    ];
    expect(subjectOf(["80", "50"], {}, papers(null, null)).total).to.equal(65);
    expect(subjectOf(["80", "50", "20"], {}, papers("10", "30", null)).total).to.equal(45); // 10, 30, 20 of 60
  });

  it("is over the weights present while they do not add to 100", () => {
    expect(subjectOf(["15"], {}, [{ id: "ca", weight: "40", maximumMark: "20" }]).total).to.equal(75);
    expect(
      subjectOf(
        ["10", "40"],
        {},
        CA_AND_FINAL.map((r) => ({ ...r, weight: "80" })),
      ).total,
    ).to.equal(50);
  });

  it("counts nothing for an exam session of weight 0, and has no total when no other is there", () => {
    const practice: Round[] = [
      { id: "practice", weight: "0" },
      { id: "final", weight: "100" },
    ];
    expect(subjectOf(["3", "64"], {}, practice).total).to.equal(64);
    expect(subjectOf(["3", "ex"], {}, practice)).to.include({ total: null, state: "exempt" });
    expect(subjectOf(["3"], {}, practice.slice(0, 1))).to.include({ total: null, state: "missing", complete: false });
  });
});
