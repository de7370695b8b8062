import { expect } from "chai";
import fc from "fast-check";
import { accentOf, contrast } from "../../app/panel/accent.js";

const rgb = (hex: string) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
const WHITE = rgb("#ffffff");
const DARK_PAPER = rgb("#18212b");

describe("a school's colour on the panel", () => {
  it("can be read on paper and on its own wash, light and dark, whatever the school chose", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((one) => `#${one.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, (chosen) => {
        const accent = accentOf(chosen)!;
        expect(contrast(rgb(accent.light), WHITE)).to.be.at.least(4.5);
        expect(contrast(rgb(accent.light), rgb(accent.wash))).to.be.at.least(4.45);
        expect(contrast(rgb(accent.dark), DARK_PAPER)).to.be.at.least(4.5);
        expect(contrast(rgb(accent.dark), rgb(accent.darkWash))).to.be.at.least(4.45);
      }),
      { numRuns: 300 },
    );
  });

  it("stays as it was chosen where it can be read, and is none where it is no colour", () => {
    expect(accentOf("#1f3a5f")?.light).to.equal("#1f3a5f");
    for (const strange of [undefined, null, "", "red", "#fff", "#12345g", "#1f3a5f;}body{"])
      expect(accentOf(strange)).to.equal(undefined);
  });
});
