import { expect } from "chai";
import fc from "fast-check";
import {
  lcm,
  NotADecimal,
  parseDecimal,
  parseHundredths,
  roundHalfUp,
  shown,
  toNumber,
} from "../../app/academics/exact.js";

describe("exact numbers", () => {
  it("reads a tenth as a tenth, from text and from a JSON number", () => {
    expect(parseDecimal("0.10")).to.deep.equal({ n: 1n, d: 10n });
    expect(parseDecimal(0.1)).to.deep.equal({ n: 1n, d: 10n });
    expect(parseDecimal("-72.50")).to.deep.equal({ n: -145n, d: 2n });
  });

  for (const text of ["", "abc", "1e3", "1,5", ".5", "5.", " 5", "NaN", "Infinity", "٣"]) {
    it(`refuses ${JSON.stringify(text)} as a decimal`, () => {
      expect(() => parseDecimal(text)).to.throw(NotADecimal);
    });
  }

  it("reads marks in hundredths and refuses a third decimal that says something", () => {
    expect(parseHundredths("72.5")).to.equal(7250n);
    expect(parseHundredths("72.500")).to.equal(7250n);
    expect(() => parseHundredths("72.505")).to.throw(NotADecimal, "two decimals");
    expect(() => parseHundredths("-1")).to.throw(NotADecimal);
  });

  it("rounds half up, once: 49.995 is 50, 49.9949… is 49.99, 1.005 is 1.01", () => {
    expect(toNumber(49995n, 1000n, 2)).to.equal(50);
    expect(toNumber(49994999n, 1000000n, 2)).to.equal(49.99);
    expect(toNumber(49994999n, 1000000n, 0)).to.equal(50);
    expect(toNumber(1005n, 1000n, 2)).to.equal(1.01);
    expect(toNumber(494999n, 10000n, 0)).to.equal(49);
    expect(toNumber(1n, 2n, 0)).to.equal(1);
    expect(toNumber(2n, 3n, 1)).to.equal(0.7);
  });

  it("never rounds farther than half a last place, and upwards when just between", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 6n), fc.nat(2), (n, d, decimals) => {
        const off = 2n * (roundHalfUp(n, d, decimals) * d - n * 10n ** BigInt(decimals));
        expect(off > -d && off <= d).to.equal(true);
      }),
    );
  });

  it("finds the least common multiple", () => {
    expect(lcm([4n, 6n, 10n])).to.equal(60n);
    expect(lcm([])).to.equal(1n);
  });

  it("shows a percentage out of 20 as Portuguese-speaking schools read it", () => {
    expect(shown("67.5", 20, 1)).to.equal(13.5);
    expect(shown(47.5, 20, 0)).to.equal(10);
    expect(shown(47.49, 20, 0)).to.equal(9);
    expect(shown("49.995", 100, 2)).to.equal(50);
  });

  it("shows out of 20 the same from the wire's rounded number as from the exact one", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 100n * 10n ** 6n), fc.nat(2), (millionths, decimals) => {
        const exact = toNumber(millionths * 20n, 100n * 10n ** 6n, decimals);
        expect(shown(toNumber(millionths, 10n ** 6n, decimals), 20, decimals)).to.equal(exact);
      }),
    );
  });
});
