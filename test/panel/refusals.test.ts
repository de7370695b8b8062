import { expect } from "chai";
import { catalogueOf, type Language } from "../../app/locale/catalogue.js";
import { parsed } from "../../app/door/input.js";
import type { Problem } from "../../app/errors.js";
import { refusalWords, type Refusal } from "../../app/panel/client/base/refusals.js";
import { z } from "zod";
import { email, line, phone } from "../../app/door/wire.js";

/** What a person reads of a refusal, by the catalogue as the browser has it. */
function read(language: Language, refusal: Refusal): string {
  const frame = catalogueOf(language).frame ?? {};
  const fill = (word: string, values: Record<string, string | number>) =>
    word.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  return refusalWords(refusal, {
    has: (key) => key in frame || `${key}_other` in frame,
    say: (key, values = {}) => fill(frame[`${key}_other`] ?? frame[key] ?? key, values),
    keys: Object.keys(frame).filter((key) => key.startsWith("said.") && key.includes("*")),
    english: language === "en",
    day: (value) => `<${value}>`,
  });
}

/** The first error that the door finds in a body, as it travels. */
function wrong(field: z.ZodType, value: unknown): Refusal {
  try {
    parsed(z.strictObject({ field }), { field: value });
  } catch (error) {
    return JSON.parse(JSON.stringify((error as Problem).errors[0])) as Refusal;
  }
  throw new Error("the door let it through");
}

describe("what a person reads of a refusal", () => {
  it("names limits in each language", () => {
    const long = wrong(line(5), "longer than five");
    expect(read("en", long)).to.equal("At most 5 characters");
    expect(read("fr", long)).to.equal("5 caractères au plus");
    expect(read("pt", long)).to.equal("No máximo 5 caracteres");
    expect(read("pt", wrong(z.number().max(100), 101))).to.equal("No máximo 100");
    expect(read("fr", wrong(z.array(z.string()).min(1), []))).to.equal("Choisissez-en au moins 1");
  });

  it("says that something is required whatever the field is", () => {
    const nothing = [
      wrong(line(), undefined),
      wrong(line(), "  "),
      wrong(z.number(), null),
      wrong(z.enum(["a"]), ""),
      wrong(z.iso.date(), ""),
    ];
    expect(nothing.map((one) => read("fr", one))).to.deep.equal(Array(5).fill("Ce champ est obligatoire"));
  });

  it("says what form is expected", () => {
    expect(read("pt", wrong(email(), "ana@"))).to.equal("Escreva o endereço completo, como nome@example.org.");
    expect(read("en", wrong(phone(), "0771"))).to.match(/country code/);
    expect(read("fr", wrong(z.int(), 1.5))).to.equal("Écrivez un nombre entier, sans décimales.");
  });

  it("has the server's own sentences in each language, with what stands in their gaps", () => {
    const outside = { code: "outside", message: "lies outside the session: 2026-01-12 to 2026-12-04" };
    expect(read("pt", outside)).to.equal("Fica fora do ano letivo, que vai de <2026-01-12> a <2026-12-04>.");
    expect(read("fr", { code: "invalid", message: "/email: is taken already" })).to.match(/^C’est déjà pris/);
  });

  it("shows English that it does not know in English alone", () => {
    const strange = { code: "in_use", message: "three rows lead here" };
    expect(read("en", strange)).to.equal("Three rows lead here");
    expect(read("pt", strange)).to.equal("Ainda está em uso. Retire primeiro o que depende disto.");
    expect(read("fr", { code: "never_heard", message: "x" })).to.match(/^Une erreur s’est produite/);
  });

  it("never sends back what was typed", () => {
    expect(JSON.stringify(wrong(z.string().min(10), "secret!"))).not.to.include("secret!");
  });
});
