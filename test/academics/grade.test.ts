import { expect } from "chai";
import fc from "fast-check";
import { bandOf, InvalidGradeScale, labelOrder, readScale, scaleProblems } from "../../app/academics/grade.js";
import { computeResults } from "../../app/academics/results.js";
import type { Band, GradeScale } from "../../app/academics/types.js";
import { OLEVEL, classOf, subjectOf } from "./examples.js";

const band = (from: Band["from"], label: string): Band => ({ from, label, points: null, passes: false });
const scale = (...bands: Band[]): GradeScale => ({ direction: "higher", bands });
const codes = (...bands: Band[]): string[] => scaleProblems(scale(...bands)).map(({ path, code }) => `${path} ${code}`);

describe("grade scales", () => {
  it("give 39.5 a grade between bands that begin at 0 and 40", () => {
    expect(bandOf(OLEVEL, "39.5").label).to.equal("E");
    expect(bandOf(OLEVEL, "39.999999").label).to.equal("E");
    expect(bandOf(OLEVEL, "40").label).to.equal("D");
  });

  it("give 0 % and 100 % a grade", () => {
    expect(bandOf(OLEVEL, "0").label).to.equal("U");
    expect(bandOf(OLEVEL, 100).label).to.equal("A");
  });

  it("give every percentage exactly the band with the highest bound it reaches", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const label =
          hundredths >= 7500
            ? "A"
            : hundredths >= 6500
              ? "B"
              : hundredths >= 5000
                ? "C"
                : hundredths >= 4000
                  ? "D"
                  : hundredths >= 3000
                    ? "E"
                    : "U";
        expect(bandOf(OLEVEL, (hundredths / 100).toFixed(2)).label).to.equal(label);
      }),
    );
  });

  it("may be written in any order", () => {
    const turned = { ...OLEVEL, bands: [...OLEVEL.bands].reverse() };
    expect(
      readScale(turned)
        .bands.map(({ band }) => band.label)
        .join(""),
    ).to.equal("ABCDEU");
  });

  it("are refused without a band at 0, with two at one bound (40 and 40.00), outside 0–100", () => {
    expect(codes(band("40", "P"), band("1", "F"))).to.deep.equal(["/bands no_zero_band"]);
    expect(codes(band("40", "P"), band("40.00", "Q"), band(0, "F"))).to.deep.equal(["/bands/1/from duplicate_bound"]);
    expect(codes(band("100.01", "P"), band("0", "F"))).to.deep.equal(["/bands/0/from out_of_range"]);
    expect(codes(band("-5", "P"), band("0", "F"))).to.deep.equal(["/bands/0/from out_of_range"]);
    expect(codes()).to.deep.equal(["/bands no_bands"]);
  });

  it("are refused with a label twice, none, or a bound that is no decimal", () => {
    expect(codes(band("40", "P"), band("0", "P "))).to.deep.equal(["/bands/1/label duplicate_label"]);
    expect(codes(band("0", " "))).to.deep.equal(["/bands/0/label empty_label"]);
    expect(codes(band("forty", "P"), band("0", "F"))).to.deep.equal(["/bands/0/from not_a_decimal"]);
    expect(codes({ ...band("0", "F"), points: "many" })).to.deep.equal(["/bands/0/points not_a_decimal"]);
    expect(codes(...OLEVEL.bands)).to.deep.equal([]);
    expect(() => readScale(scale(band("1", "F")))).to.throw(InvalidGradeScale, "begins at 0");
  });

  it("grade from the exact mark or from the one shown, as the school says", () => {
    const rounds = [{ id: "final", weight: "100", maximumMark: "200" }]; // 99.99/200 is 49.995 %
    expect(subjectOf(["99.99"], { gradeFrom: "exact" }, rounds)).to.include({ total: 50, grade: "D", passes: false });
    expect(subjectOf(["99.99"], { gradeFrom: "shown" }, rounds)).to.include({ total: 50, grade: "C", passes: true });
    expect(subjectOf(["49.49"], { gradeFrom: "shown", decimals: 0 })).to.include({ total: 49, grade: "D" });
    expect(subjectOf(["49.50"], { gradeFrom: "shown", decimals: 0 })).to.include({ total: 50, grade: "C" });
  });

  it("put labels in the level's order, and one that only a subject has by its bound there", () => {
    const own = scale(band("90", "A*"), band("55", "C"), band("45", "S"), band("0", "U"));
    expect([...labelOrder(readScale(OLEVEL), [readScale(own)]).keys()]).to.deep.equal([
      "A*",
      "A",
      "B",
      "C",
      "S",
      "D",
      "E",
      "U",
    ]);
  });

  it("grade a subject by its own scale and the average by the level's", () => {
    const maths = { ...OLEVEL, bands: OLEVEL.bands.map((b) => (b.label === "A" ? { ...b, from: "70" } : b)) };
    const sheet = { tariro: { maths: ["70"], english: ["70"] } };
    const rows = (subjectScales: Map<string, GradeScale>) => gradedBy(sheet, subjectScales).rows[0]!;
    const row = rows(new Map([["maths", maths]]));
    expect(row.subjects.map(({ grade }) => grade)).to.deep.equal(["A", "B"]);
    expect(row).to.include({ grade: "B", points: 9 });
  });
});

function gradedBy(sheet: Parameters<typeof classOf>[0], subjectScales: Map<string, GradeScale>) {
  return computeResults({ ...classOf(sheet), subjectScales })[0]!;
}
