import { expect } from "chai";
import { catalogueOf, LANGUAGES } from "../../app/locale/catalogue.js";
import { askedWords } from "./support/asked.js";

/** Only some fields want help, and only some verbs a question. */
const OPTIONAL = new Set(["help", "questions"]);

describe("the words of what is declared", () => {
  const asked = askedWords();

  for (const language of LANGUAGES) {
    it(`stand in the catalogue of ${language}: resources, fields, values, verbs, views, groups and headings`, () => {
      const words = catalogueOf(language);
      const missing = asked
        .filter(({ section }) => !OPTIONAL.has(section))
        .filter(({ section, keys }) => !keys.some((key) => words[section]?.[key] !== undefined))
        .map(({ section, keys }) => `${section}: ${keys[0] ?? ""}`);
      expect(missing).to.deep.equal([]);
    });
  }

  it("name nothing that no declaration asks for", () => {
    const wanted = new Set(asked.flatMap(({ section, keys }) => keys.map((key) => `${section}: ${key}`)));
    const sections = new Set(asked.map(({ section }) => section));
    const held = Object.entries(catalogueOf("en")).filter(([section]) => sections.has(section));
    const unused = held
      .flatMap(([section, words]) => Object.keys(words).map((key) => `${section}: ${key}`))
      .filter((key) => !wanted.has(key));
    expect(unused).to.deep.equal([]);
  });
});
