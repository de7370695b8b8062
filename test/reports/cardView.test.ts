import { expect } from "chai";
import fc from "fast-check";
import { cardSnapshot } from "../../app/reports/cardSnapshot.js";
import { cardView } from "../../app/reports/cardView.js";
import { readableOnWhite } from "../../app/reports/colour.js";
import { initials } from "../../app/reports/crest.js";
import { formats, scaled } from "../../app/reports/figures.js";
import { cardsHtml, compilePaper } from "../../app/reports/html.js";
import { fill, rankingWords, wordsFor } from "../../app/reports/words.js";
import { portugueseCard, zimbabweCard } from "./sampleCards.js";

describe("what a report card says", () => {
  it("takes its own samples as snapshots", () => {
    for (const card of [zimbabweCard(), portugueseCard()]) expect(cardSnapshot.parse(card)).to.deep.equal(card);
  });

  it("refuses a crest that could end the style sheet's string, and a colour that is none", () => {
    const school = zimbabweCard().school;
    const crest = 'data:image/png;base64,AA"),url("http://x';
    expect(cardSnapshot.safeParse(zimbabweCard({ school: { ...school, crest } })).success).to.equal(false);
    const colours = { main: "red;}", accent: "#000000" };
    expect(cardSnapshot.safeParse(zimbabweCard({ school: { ...school, colours } })).success).to.equal(false);
  });

  it("shows marks out of 20 where the school does, rounded once from the exact value", () => {
    expect(scaled("4777/70", 20, 1)).to.equal(13.6); // 68.2428… is 68.2 of 100 and 13.6 of 20
    expect(scaled("68.25", 20, 1)).to.equal(13.7); // 13.65 goes up, never by way of 68.3
    expect(scaled("1/3", 100, 0)).to.equal(0);
    expect(scaled("199/2", 100, 0)).to.equal(100);
  });

  it("never differs from the exact value by more than half of the last place", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 1000 }), fc.nat(2), (numerator, denominator, decimals) => {
        const shown = scaled(`${numerator}/${denominator}`, 100, decimals);
        return Math.abs(shown - numerator / denominator) <= 0.5 / 10 ** decimals + 1e-9;
      }),
    );
  });

  it("writes numbers, ordinals and days as each language does", () => {
    const [en, pt, fr] = ["en", "pt-PT", "fr"].map((locale) => formats(locale, 100, 1));
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map((n) => en?.ordinal(n)).join(" ")).to.equal(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th",
    );
    expect([pt?.ordinal(2), fr?.ordinal(1), fr?.ordinal(2), en?.ordinal(2.5)]).to.deep.equal([
      "2.º",
      "1er",
      "2e",
      "2.5",
    ]);
    expect([en?.mark(57.26), pt?.mark(57.26), en?.mark(null)]).to.deep.equal(["57.3", "57,3", "–"]);
    expect(en?.weekday("2026-09-08")).to.equal("Tuesday 8 September 2026");
    expect(pt?.day("1989-11-02")).to.equal("2 de novembro de 1989");
    expect(en?.column([58, 52.4, null])).to.deep.equal(["58.0", "52.4", "–"]);
  });

  it("has every word in every language, with the same blanks to fill", () => {
    const blanks = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join("");
    const english = wordsFor("en");
    for (const locale of ["pt-PT", "fr"]) {
      for (const [key, text] of Object.entries(wordsFor(locale))) {
        const original = english[key as keyof typeof english];
        if (typeof text === "string" && typeof original === "string") {
          expect(text, key).to.not.equal("");
          expect(blanks(text), `${locale} ${key}`).to.equal(blanks(original));
        }
      }
    }
    expect(fill("{a} of {b}", { a: 1 })).to.equal("1 of {b}");
    expect(rankingWords({ chain: ["passes", "total"] }, "en")).to.contain("subjects passed, then total marks");
    expect(rankingWords(null, "en")).to.equal(null);
  });

  it("tells absent, exempt, not entered and zero apart, and prints what the letters mean", () => {
    const card = zimbabweCard();
    const [first, second, third, fourth] = card.results.subjects;
    first!.parts[0] = { name: "Coursework", score: null, maximumMark: 40, status: "absent" };
    second!.parts[0] = { name: "Coursework", score: null, maximumMark: 40, status: "exempt" };
    third!.parts[0] = { name: "Coursework", score: null, maximumMark: 40, status: "not_entered" };
    fourth!.parts[0] = { name: "Coursework", score: 0, maximumMark: 40, status: "present" };
    const { table, key } = cardView(card);
    expect(table.rows.slice(0, 4).map((row) => row.parts[0])).to.deep.equal(["abs.", "ex.", "–", "0"]);
    expect(table.legend).to.equal(true);
    expect(key).to.contain("An absence counts as zero.");
  });

  it("has no attendance box without attendance, no position box without ranking, and says what is incomplete", () => {
    const labels = (card: Parameters<typeof cardView>[0]) => cardView(card).figures.map((figure) => figure.label);
    expect(labels(zimbabweCard())).to.include("Attendance");
    expect(labels(portugueseCard())).to.deep.equal(["Average", "Grade", "Position in class", "Subjects passed"]);
    const unranked = portugueseCard();
    unranked.rule.ranking = null;
    expect(labels(unranked)).to.not.include("Position in class");
    const incomplete = portugueseCard();
    Object.assign(incomplete.results, { complete: false, position: null });
    expect(cardView(incomplete).figures[2]).to.include({ value: "–", below: "marks incomplete" });
  });

  it("explains a position in the card's language and with its marks", () => {
    const pt = cardView(portugueseCard({ locale: "pt" }));
    expect(pt.explanation).to.equal("Como se chegou à posição: 8 de 29: média 12,5; partilhada com mais 1.");
    const en = cardView(zimbabweCard());
    expect(en.explanation).to.contain("12 of 41: 10 subjects passed, then B B C C C C C C C C D D, then total 688.");
    const unranked = zimbabweCard();
    unranked.results.explanation = { position: null, outOf: 0, tiedWith: 0, steps: [] };
    expect(cardView(unranked).explanation).to.equal("");
  });

  it("embeds an emoji font only for a paper with an emoji", () => {
    const card = zimbabweCard();
    expect(cardsHtml([card])).to.not.contain('"FR Emoji";font');
    card.student.name = "Nyasha 🌸";
    expect(cardsHtml([card])).to.contain('"FR Emoji";font');
  });

  it("darkens a colour that cannot be read on white and leaves one that can", () => {
    expect(readableOnWhite("#1f3a5f")).to.equal("#1f3a5f");
    expect(readableOnWhite("#ffff00"))
      .to.match(/^#[0-9a-f]{6}$/)
      .and.not.equal("#ffff00");
  });

  it("draws initials from the words that tell a school from others", () => {
    expect(initials("Mutare Heights High School")).to.equal("MH");
    expect(initials("Escola Secundária Mousinho da Silveira")).to.equal("MS");
    expect(initials("The School")).to.equal("TS");
    expect(initials("42")).to.equal("");
  });

  it("puts the policy first in the head and escapes everything that people typed", () => {
    const hostile = `<img src=x onerror="1">'&`;
    const card = zimbabweCard({ title: hostile, comments: { classTeacher: hostile, head: hostile } });
    card.student.name = hostile;
    card.school.name = hostile;
    card.results.subjects[0]!.name = hostile;
    const html = cardsHtml([card]);
    expect(html).to.match(/^<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy"/);
    expect(html).to.not.contain("<img");
  });

  it("stands only on the paper of demonstration schools that the data is made up", () => {
    expect(cardsHtml([portugueseCard({ locale: "pt" })])).to.contain("Dados de demonstração");
    expect(cardsHtml([zimbabweCard()])).to.not.contain("Demonstration data");
  });

  it("accepts a template as text only, refuses unknown helpers and has no log", () => {
    const ast = { type: "Program", body: [] } as unknown as string;
    expect(() => compilePaper(ast, "")).to.throw("A template is a string");
    expect(() => cardsHtml([zimbabweCard()], compilePaper("{{shout title}}", ""))).to.throw(/shout/);
    expect(() => cardsHtml([zimbabweCard()], compilePaper("{{log title}}", ""))).to.throw(/log/);
    const proto = compilePaper("[{{constructor}}{{__proto__}}{{lookup this 'constructor'}}]", "");
    expect(cardsHtml([zimbabweCard()], proto)).to.contain("[]");
  });

  it("refuses a page of more than 4 MB", () => {
    const photo = `data:image/png;base64,${"A".repeat(4_100_000)}`;
    const card = zimbabweCard();
    expect(() => cardsHtml([{ ...card, student: { ...card.student, photo } }])).to.throw(/more than 4000000/);
  });
});
