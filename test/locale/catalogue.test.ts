import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { catalogueOf, languageFor, LANGUAGES, wordIn } from "../../app/locale/catalogue.js";

const folder = join(import.meta.dirname, "..", "..", "app", "locale", "catalogue");
type Part = Record<string, Record<string, string>>;
const partOf = (language: string, name: string) =>
  JSON.parse(readFileSync(join(folder, language, name), "utf8")) as Part;
const parts = readdirSync(join(folder, "en"));

/** "frame: list.range" → its word, of all files of a language. */
function wordsOf(language: string, name: string): Map<string, string> {
  const sections = Object.entries(partOf(language, name));
  return new Map(
    sections.flatMap(([section, words]) => Object.entries(words).map(([key, word]) => [`${section}: ${key}`, word])),
  );
}
/** What is filled in: {name}, {{title}}, {1}. */
const gaps = (word: string) => [...new Set(word.match(/\{\{?\w+\}?\}/g) ?? [])].sort();

describe("the catalogue", () => {
  for (const language of LANGUAGES.filter((one) => one !== "en")) {
    it(`has the same files in ${language} as in English`, () => {
      expect(readdirSync(join(folder, language))).to.deep.equal(parts);
    });

    for (const name of parts) {
      it(`has every key of ${name} in ${language}, and no other`, () => {
        expect([...wordsOf(language, name).keys()].sort()).to.deep.equal([...wordsOf("en", name).keys()].sort());
      });

      it(`fills the same gaps in ${name} in ${language} as in English`, () => {
        const english = wordsOf("en", name);
        const other = [...wordsOf(language, name)].filter(([key]) => english.has(key));
        const unlike = other.filter(([key, word]) => String(gaps(word)) !== String(gaps(english.get(key) ?? "")));
        // "1 row" needs no number, in any language: both forms of a plural may leave it out.
        expect(unlike.filter(([key]) => !key.endsWith("_one")).map(([key, word]) => `${key}: ${word}`)).to.deep.equal(
          [],
        );
      });
    }
  }

  for (const language of LANGUAGES) {
    it(`has no empty word in ${language}, and both forms of every plural`, () => {
      const frame = catalogueOf(language).frame ?? {};
      const empty = Object.entries(catalogueOf(language)).flatMap(([section, words]) =>
        Object.keys(words)
          .filter((key) => !words[key]?.trim())
          .map((key) => `${section}: ${key}`),
      );
      const stems = Object.keys(frame).flatMap((key) => /^(.*)_(?:one|other|many|few|two|zero)$/.exec(key)?.[1] ?? []);
      const halves = stems.filter((stem) => !(`${stem}_one` in frame) || !(`${stem}_other` in frame));
      expect([...empty, ...halves]).to.deep.equal([]);
    });

    it(`says no word in two files of ${language}`, () => {
      const all = parts.flatMap((name) => [...wordsOf(language, name).keys()]);
      expect(all.filter((key, at) => all.indexOf(key) !== at)).to.deep.equal([]);
    });
  }

  it("is found for a locale with or without its region, and is English where the language is none of ours", () => {
    const found = ["fr-SN", "pt_MZ", "PT", "en-ZW", "sn", "*", "", null, undefined].map(languageFor);
    expect(found).to.deep.equal(["fr", "pt", "pt", "en", "en", "en", "en", "en", "en"]);
  });

  it("takes the first key that it has, and none of an object's own", () => {
    expect(wordIn("pt", "fields", "students.lastName", "lastName")).to.equal("Apelido");
    expect(wordIn("pt", "fields", "constructor")).to.equal(undefined);
  });
});
