import { expect } from "chai";
import { presetFor } from "../../seeders/presets/index.js";

const labels = (country: string, scale: number) =>
  presetFor(country).gradeScales[scale]?.bands.map(({ from, label, points, passes }) => [from, label, points, passes]);

describe("presetFor", () => {
  it("finds a country in any case and gives the generic preset to all others", () => {
    expect(presetFor("zw").name).to.equal("ZW");
    expect(presetFor(" PT ").name).to.equal("PT");
    for (const other of ["GH", "generic", "", null, undefined, "constructor"]) {
      expect(presetFor(other).name).to.equal("generic");
    }
  });

  it("answers a copy of its own to every caller", () => {
    presetFor("ZW").assessment.ranking.default!.chain.length = 0;
    presetFor("ZW").general.schoolWeek.push(6);
    expect(presetFor("PT").general.schoolWeek).to.deep.equal([1, 2, 3, 4, 5]);
    expect(presetFor("ZW").assessment.ranking.default?.chain).to.deep.equal(["passes", "gradeProfile", "total"]);
  });

  it("gives a new school the contract's settings", () => {
    for (const country of ["ZW", "generic"]) {
      expect(presetFor(country).assessment).to.deep.equal({
        absentCounts: "zero",
        gradeFrom: "exact",
        decimals: 2,
        ranking: { default: { chain: ["passes", "gradeProfile", "total"], ties: "competition" } },
        positionScopes: ["class"],
        showPositions: true,
        shownOutOf: 100,
      });
    }
  });

  it("gives a Portuguese school 20 as the best mark shown and ranking by average", () => {
    const { assessment } = presetFor("PT");
    expect(assessment).to.deep.equal({
      ...presetFor("generic").assessment,
      ranking: { default: { chain: ["average"], ties: "competition" } },
      shownOutOf: 20,
    });
  });

  it("has a Zimbabwean scale for O Level, where C passes, and one for A Level, where E passes", () => {
    expect(presetFor("ZW").gradeScales.map(({ level }) => level)).to.deep.equal(["O Level", "A Level"]);
    expect(labels("ZW", 0)).to.deep.equal([
      [75, "A", 5, true],
      [65, "B", 4, true],
      [50, "C", 3, true],
      [40, "D", 2, false],
      [30, "E", 1, false],
      [0, "U", 0, false],
    ]);
    const aLevel = labels("ZW", 1)?.map(([, label, points, passes]) => `${label}${points}${passes ? "+" : "-"}`);
    expect(aLevel?.join(" ")).to.equal("A5+ B4+ C3+ D2+ E1+ O0- F0-");
  });

  it("has the Portuguese scale in per cent with 50 as the first pass", () => {
    expect(labels("PT", 0)?.map(([from, label, , passes]) => [from, label, passes])).to.deep.equal([
      [90, "Excellent", true],
      [70, "Good", true],
      [50, "Sufficient", true],
      [20, "Poor", false],
      [0, "Very poor", false],
    ]);
  });

  for (const country of ["ZW", "PT", "generic"]) {
    it(`leads each form of ${country} to the next, the last nowhere`, () => {
      const { forms } = presetFor(country);
      expect(forms.map(({ order }) => order)).to.deep.equal(forms.map((_, at) => at + 1));
      expect(forms.map(({ nextForm }) => nextForm)).to.deep.equal([...forms.slice(1).map(({ name }) => name), null]);
    });

    it(`has a scale for every level of ${country}, bands falling to 0, points never rising, fails below passes`, () => {
      const { forms, gradeScales } = presetFor(country);
      for (const { level } of forms) {
        expect(gradeScales.some((scale) => scale.level === null || scale.level === level)).to.equal(true);
      }
      for (const { bands } of gradeScales) {
        expect(bands.at(-1)?.from).to.equal(0);
        bands.slice(1).forEach((band, at) => {
          const better = bands[at];
          expect(band.from).to.be.below(better?.from ?? 0);
          expect(band.points).to.be.at.most(better?.points ?? 0);
          expect(band.passes && !better?.passes).to.equal(false);
        });
      }
    });

    it(`names a locale and a time zone of ${country} that the machine knows`, () => {
      const { locale, timezone } = presetFor(country);
      expect(() => new Intl.DateTimeFormat(locale, { timeZone: timezone })).to.not.throw();
    });
  }
});
