import { expect } from "chai";
import { presetFor } from "../../seeders/presets/index.js";
import { PRESETS } from "../../seeders/presets/types.js";

const labels = (country: string, scale: number) =>
  presetFor(country).gradeScales[scale]?.bands.map(({ from, label, points, passes }) => [from, label, points, passes]);

describe("presetFor", () => {
  it("finds a country in any case and gives the generic preset to all others", () => {
    expect(presetFor("zw").name).to.equal("ZW");
    expect(presetFor(" PT ").name).to.equal("PT");
    for (const other of ["FR", "generic", "", null, undefined, "constructor"]) {
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

  for (const country of PRESETS) {
    it(`leads each form of ${country} to the next, the last nowhere`, () => {
      const { forms } = presetFor(country);
      expect(forms.map(({ order }) => order)).to.deep.equal(forms.map((_, at) => at + 1));
      expect(forms.map(({ nextForm }) => nextForm)).to.deep.equal([...forms.slice(1).map(({ name }) => name), null]);
    });

    it(`has a scale for every level of ${country}, bands falling to 0, points never better in a lower band, fails below passes`, () => {
      const { forms, gradeScales } = presetFor(country);
      for (const { level } of forms) {
        expect(gradeScales.some((scale) => scale.level === null || scale.level === level)).to.equal(true);
      }
      for (const { bands, direction } of gradeScales) {
        expect(bands.at(-1)?.from).to.equal(0);
        bands.slice(1).forEach((band, at) => {
          const better = bands[at];
          expect(band.from).to.be.below(better?.from ?? 0);
          expect(direction === "lower" ? -band.points : band.points).to.be.at.most(
            (better?.points ?? 0) * (direction === "lower" ? -1 : 1),
          );
          expect(band.passes && !better?.passes).to.equal(false);
        });
      }
    });

    it(`names a locale and a time zone of ${country} that the machine knows`, () => {
      const { locale, timezone } = presetFor(country);
      expect(() => new Intl.DateTimeFormat(locale, { timeZone: timezone })).to.not.throw();
    });
  }

  it("has one for each country that is promised, found by its name", () => {
    expect(PRESETS.map((country) => presetFor(country).name)).to.deep.equal([...PRESETS]);
  });

  const bounds: Record<string, [scale: number, bands: string]> = {
    NG: [0, "A1 75+ B2 70+ B3 65+ C4 60+ C5 55+ C6 50+ D7 45+ E8 40+ F9 0-"],
    GH: [1, "A1 80+ B2 70+ B3 60+ C4 55+ C5 50+ C6 45+ D7 40+ D8 35+ F9 0-"],
    KE: [1, "A 80+ A- 75+ B+ 70+ B 65+ B- 60+ C+ 55+ C 50+ C- 45+ D+ 40+ D 35- D- 30- E 0-"],
    ZM: [1, "1 75+ 2 70+ 3 65+ 4 60+ 5 55+ 6 50+ 7 45+ 8 40+ 9 0-"],
    ZA: [0, "7 80+ 6 70+ 5 60+ 4 50+ 3 40+ 2 30+ 1 0-"],
    CM: [0, "Très bien 75+ Bien 65+ Assez bien 60+ Passable 55+ Moyen 50+ Insuffisant 0-"],
  };
  for (const [country, [scale, expected]] of Object.entries(bounds))
    it(`has the bounds of ${country} as school.md 4.1 gives them`, () => {
      const found = labels(country, scale)?.map(
        ([from, label, , passes]) => `${String(label)} ${String(from)}${passes ? "+" : "-"}`,
      );
      expect(found?.join(" ")).to.equal(expected);
    });

  it("ranks nobody in a Kenyan junior school", () => {
    expect(presetFor("KE").assessment.ranking.byLevel).to.deep.equal({ "Junior School": null });
  });
});
