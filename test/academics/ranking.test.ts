import { expect } from "chai";
import { chainOrder, placesOf } from "../../app/academics/ranking.js";
import type { Criterion, GradeScale, Ties } from "../../app/academics/types.js";
import { OLEVEL, positionsOf, resultsOf } from "./examples.js";

const by = (ties: Ties, ...chain: Criterion[]) => ({ ranking: { chain, ties } });

/** Names by position, and the tied ones in one string. */
function order(
  sheet: Record<string, Record<string, string[]>>,
  chain: Criterion[],
  scale: GradeScale = OLEVEL,
): string[] {
  const { rows } = resultsOf(sheet, by("dense", ...chain), undefined, scale);
  const places: string[][] = [];
  for (const { position, registrationId } of rows) (places[position! - 1] ??= []).push(registrationId);
  return places.map((names) => names.sort().join("="));
}

const marks = (...scores: number[]): Record<string, string[]> =>
  Object.fromEntries(scores.map((score, i) => [`subject ${i}`, [String(score)]]));

describe("positions", () => {
  const scores = ["80", "90", "80", "70"];

  it("go 1 2 2 4 by competition", () => {
    expect(positionsOf(scores, by("competition", "total"))).to.deep.equal([2, 1, 2, 4]);
  });

  it("go 1 2 2 3 when dense", () => {
    expect(positionsOf(scores, by("dense", "total"))).to.deep.equal([2, 1, 2, 3]);
  });

  it("go 1 2.5 2.5 4 when fractional, whatever the decimals", () => {
    expect(positionsOf(scores, { ...by("fractional", "total"), decimals: 0 })).to.deep.equal([2.5, 1, 2.5, 4]);
  });

  it("are all first when all are equal", () => {
    const order = (): number => 0;
    expect(placesOf([1, 2, 3], order, "competition")).to.deep.equal({ positions: [1, 1, 1], tiedWith: [2, 2, 2] });
    expect(placesOf([1, 2, 3], order, "fractional").positions).to.deep.equal([2, 2, 2]);
    expect(placesOf([], order, "dense")).to.deep.equal({ positions: [], tiedWith: [] });
  });

  it("never come from rounded numbers", () => {
    const rounds = [{ id: "final", weight: "100", maximumMark: "300" }];
    const sheet = { a: { maths: ["200.01"] }, b: { maths: ["200.00"] } }; // 66.67 % and 66.6667 %
    const { rows } = resultsOf(sheet, by("competition", "total"), rounds);
    expect(rows.map((row) => [row.total, row.position])).to.deep.equal([
      [66.67, 1],
      [66.67, 2],
    ]);
  });

  it("tie what binary floats would tell apart", () => {
    // 0.1 + 0.2 against 0.3 + 0 in floats: 0.30000000000000004.
    const sheet = { a: { x: ["0.10"], y: ["0.20"] }, b: { x: ["0.30"], y: ["0"] } };
    expect(resultsOf(sheet, by("competition", "total")).rows.map((row) => row.position)).to.deep.equal([1, 1]);
  });

  it("are null for incomplete rows, which are not in outOf", () => {
    const { rows } = resultsOf({ a: { maths: ["50"] }, b: { maths: [""] }, c: { maths: ["60"] } });
    expect(rows.map((row) => [row.position, row.outOf])).to.deep.equal([
      [2, 2],
      [null, 2],
      [1, 2],
    ]);
  });

  it("are null everywhere without a ranking", () => {
    const { rows } = resultsOf({ a: { maths: ["50"] }, b: { maths: ["60"] } }, { ranking: null, formPositions: true });
    for (const row of rows) expect(row).to.include({ position: null, outOf: 0, formPosition: null, formOutOf: 0 });
    expect(rows[0]!.subjects[0]).to.include({ position: null, highest: 60 });
  });
});

describe("the chain", () => {
  it("puts passes before totals", () => {
    const sheet = { clever: marks(90, 90, 49), steady: marks(50, 50, 50) };
    expect(order(sheet, ["passes", "gradeProfile", "total"])).to.deep.equal(["steady", "clever"]);
    expect(order(sheet, ["total"])).to.deep.equal(["clever", "steady"]);
  });

  it("compares profiles from the best band down, then totals", () => {
    const sheet = { "one A": marks(75, 50, 50), "three B": marks(65, 65, 65), "one A more": marks(76, 50, 50) };
    expect(order(sheet, ["passes", "gradeProfile"])).to.deep.equal(["one A=one A more", "three B"]);
    expect(order(sheet, ["passes", "gradeProfile", "total"])).to.deep.equal(["one A more", "one A", "three B"]);
  });

  it("compares failing grades too", () => {
    const sheet = { "D and U": marks(80, 40, 0), "E and E": marks(80, 39, 39) };
    expect(order(sheet, ["gradeProfile", "total"])).to.deep.equal(["D and U", "E and E"]);
  });

  it("tells total from average where subjects are elective", () => {
    const sheet = { four: marks(60, 60, 60, 60), three: marks(70, 70, 70) };
    expect(order(sheet, ["total"])).to.deep.equal(["four", "three"]);
    expect(order(sheet, ["average"])).to.deep.equal(["three", "four"]);
  });

  it("puts more points first, or fewer where the scale says that lower is better", () => {
    const waec: GradeScale = {
      direction: "lower",
      bands: [75, 70, 65, 60, 55, 50, 45, 40, 0].map((from, i) => ({
        from,
        label: `${"ABBCCCDEF"[i]}${i + 1}`,
        points: i + 1,
        passes: i < 8,
      })),
    };
    const sheet = { good: marks(75, 75), fair: marks(60, 60) };
    expect(order(sheet, ["points"])).to.deep.equal(["good", "fair"]);
    expect(order(sheet, ["points"], waec)).to.deep.equal(["good", "fair"]);
    expect(resultsOf(sheet, by("dense", "points"), undefined, waec).rows.map((row) => row.points)).to.deep.equal([
      2, 8,
    ]);
  });

  it("puts rows without points last in both directions", () => {
    const key = { passes: 0, profile: [], total: 0n, average: 0n };
    for (const direction of ["higher", "lower"] as const) {
      const order = chainOrder({ chain: ["points"], ties: "dense" }, direction);
      expect(
        placesOf(
          [
            { ...key, points: null },
            { ...key, points: 0n },
          ],
          order,
          "dense",
        ).positions,
      ).to.deep.equal([2, 1]);
    }
  });
});
