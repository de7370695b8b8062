import { expect } from "chai";
import fc from "fast-check";
import { checkCode, newCode } from "../../app/reports/verification.js";

const key = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);

describe("the verification code", () => {
  it("has six groups of four letters that cannot be mistaken for each other", () => {
    expect(newCode(key)).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it("is never made twice", () => {
    expect(new Set(Array.from({ length: 1000 }, () => newCode(key))).size).to.equal(1000);
  });

  it("is known again in small letters, without dashes, and with O for zero or l for one", () => {
    for (let i = 0; i < 50; i++) {
      const code = newCode(key);
      const plain = code.replace(/-/g, "").toLowerCase();
      expect(checkCode(plain, [key])).to.equal(code);
      expect(checkCode(` ${plain.replace(/0/g, "o").replace(/1/g, "l")} `, [key])).to.equal(code);
    }
  });

  it("is known by an older key that is still in force, and by no other", () => {
    const code = newCode(key);
    expect(checkCode(code, [other, key])).to.equal(code);
    expect(checkCode(code, [other])).to.equal(null);
    expect(checkCode(code, [])).to.equal(null);
  });

  it("is refused when any one letter is another", () => {
    const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    fc.assert(
      fc.property(fc.nat(23), fc.integer({ min: 1, max: 31 }), (at, step) => {
        const plain = newCode(key).replace(/-/g, "");
        const wrong = letters[(letters.indexOf(plain.charAt(at)) + step) % 32] ?? "";
        return checkCode(plain.slice(0, at) + wrong + plain.slice(at + 1), [key]) === null;
      }),
    );
  });

  it("refuses anything that is no code", () => {
    for (const text of [
      "",
      "-",
      "U".repeat(24),
      "0".repeat(23),
      "0".repeat(25),
      "é".repeat(24),
      "0".repeat(1_000_000),
    ]) {
      expect(checkCode(text, [key]), text.slice(0, 30)).to.equal(null);
    }
  });
});
