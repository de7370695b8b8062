import { expect } from "chai";
import { explain } from "../../app/academics/explain.js";
import { resultsOf } from "./examples.js";

const row = {
  position: 6,
  outOf: 41,
  tiedWith: 0,
  passes: 7,
  labels: ["A", "A", "B", "B", "C", "C", "D"],
  total: 512,
  average: 73.14,
  points: 28,
  missingSubjectIds: [],
};
const chain = ["passes", "gradeProfile", "total"] as const;

describe("an explanation", () => {
  it("says place, then each step of the chain", () => {
    const { text, steps } = explain(row, { chain, ties: "competition" });
    expect(text).to.equal("6 of 41: 7 passes, then A A B B C C D, then 512");
    expect(steps).to.deep.equal([
      { kind: "passes", value: 7 },
      { kind: "gradeProfile", value: ["A", "A", "B", "B", "C", "C", "D"] },
      { kind: "total", value: 512 },
    ]);
  });

  it("names averages and points, one pass, and a tie", () => {
    const { text } = explain(
      { ...row, tiedWith: 2, passes: 1 },
      { chain: ["passes", "average", "points"], ties: "dense" },
    );
    expect(text).to.equal("6 of 41, tied with 2 others: 1 pass, then average 73.14, then 28 points");
    expect(explain({ ...row, tiedWith: 1 }, { chain: ["total"], ties: "dense" }).text).to.equal(
      "6 of 41, tied with 1 other: 512",
    );
  });

  it("says why there is no position", () => {
    const { rows } = resultsOf({ a: { maths: [""], english: ["50"] }, b: { maths: ["ex"] }, c: { maths: ["40"] } });
    const [a, b] = rows.map((r) => r.explanation);
    expect(a).to.deep.include({ position: null, reason: "incomplete", missingSubjectIds: ["maths"], steps: [] });
    expect(a!.text).to.equal("not ranked: 1 subject has no total yet");
    expect(b).to.include({ position: null, reason: "nothingTaken", text: "not ranked: no subject has a total" });
    expect(explain({ ...row, position: null }, null)).to.include({
      reason: "noRanking",
      text: "not ranked: this level has no ranking",
    });
  });

  it("is made of the numbers of the row it stands in", () => {
    const { rows } = resultsOf({ a: { maths: ["39.5"], english: ["75"] }, b: { maths: ["80"], english: ["90"] } });
    expect(rows[0]!.explanation.text).to.equal("2 of 2: 1 pass, then A E, then 114.5");
  });
});
