import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { PDFDocument } from "pdf-lib";
import type { CardSnapshot } from "../../app/reports/cardSnapshot.js";
import type { Chromium } from "../../app/reports/chromium.js";
import { cardsHtml } from "../../app/reports/html.js";
import { joinChunks, openRenderer, renderCards } from "../../app/reports/render.js";
import { openBrowser } from "../support/realBrowser.js";
import { portugueseCard, zimbabweCard } from "./sampleCards.js";
import { bookmarksOf, pageCount, testChromium, textOfPages } from "./support.js";

const NAMES = ["Nyasha", "Tendai", "Conceição", "Ọlá", "Ñandú", "Łukasz"];

function classOf(size: number): CardSnapshot[] {
  return Array.from({ length: size }, (_, index) => {
    const card = zimbabweCard();
    const name = `${NAMES[index % NAMES.length]} Number${String(index).padStart(3, "0")}`;
    return { ...card, student: { ...card.student, name } };
  });
}

describe("printing report cards", function () {
  this.timeout(60_000);
  let chromium: Chromium;
  before(async () => {
    chromium = await testChromium();
  });

  it("prints a class of 90 as one file, a page a student, in order, with a bookmark each", async function () {
    this.timeout(300_000); // on a busy machine; that a chunk is stopped at its deadline is tested in faults.test.ts
    const cards = classOf(90);
    const { pdf, perCard, failures } = await renderCards(cards, { chromium, deadline: () => 200_000 });
    expect(failures).to.deep.equal([]);
    expect(perCard).to.deep.equal(cards.map(() => 1));
    expect(await pageCount(pdf)).to.equal(90);
    const expected = cards.map((card, page) => ({ title: card.student.name, page }));
    expect(await bookmarksOf(pdf)).to.deep.equal(expected);
    textOfPages(pdf)?.forEach((text, page) => {
      expect(text, `page ${page + 1}`).to.contain(`Number${String(page).padStart(3, "0")}`);
    });
    const file = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(file.getTitle()).to.equal("End of Term Examination · Term 2 · 2026 · 3 East · Mutare Heights High School");
    expect(file.getCreationDate()?.toISOString()).to.equal("2026-08-07T00:00:00.000Z");
  });

  it("gives the same bytes for the same cards", async () => {
    const cards = [portugueseCard(), portugueseCard()];
    const first = await renderCards(cards, { chromium });
    const second = await renderCards(cards, { chromium });
    expect(Buffer.from(first.pdf).equals(second.pdf)).to.equal(true);
  });

  it("lets names, facts and marks read in their own direction, whatever stands around them", async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.setContent(cardsHtml([zimbabweCard()]));
      for (const part of [".name", "dd", "td", "th", "small", ".signature span"])
        expect(await page.$eval(part, (one) => getComputedStyle(one).unicodeBidi), part).to.equal("plaintext");
    } finally {
      await browser.close();
    }
  });

  it("makes a long comment fit, sets a longer one on two pages, and leaves out one that fits nowhere", async () => {
    const withComment = (times: number): CardSnapshot => {
      const card = zimbabweCard();
      return { ...card, comments: { ...card.comments, classTeacher: `${card.comments.classTeacher} `.repeat(times) } };
    };
    const cards = [withComment(1), withComment(4), withComment(12), withComment(60), portugueseCard()];
    const { pdf, perCard, failures } = await renderCards(cards, { chromium });
    expect(perCard).to.deep.equal([1, 1, 2, 0, 1]);
    expect(failures).to.deep.equal([{ index: 3, reason: "comment too long" }]);
    expect(await pageCount(pdf)).to.equal(5);
    expect((await bookmarksOf(pdf)).map((bookmark) => bookmark.page)).to.deep.equal([0, 1, 2, 4]);
    const texts = textOfPages(pdf);
    if (texts) {
      expect(texts[3]).to.contain("page 2 of 2");
      for (const page of [0, 1, 3, 4]) expect(texts[page], `page ${page}`).to.contain("genuine?");
    }
  });

  it("prints a name of 10,000 letters by saying that it is too long, and the others", async () => {
    const card = zimbabweCard();
    const long = { ...card, student: { ...card.student, name: "a".repeat(10_000) } };
    const { perCard, failures } = await renderCards([long, portugueseCard()], { chromium });
    expect(perCard).to.deep.equal([0, 1]);
    expect(failures).to.deep.equal([{ index: 0, reason: "name too long" }]);
  });

  it("prints up to twelve subjects on one page and twenty on two at most, on A4 and on letter paper", async () => {
    for (const paper of ["A4", "letter"] as const) {
      const cards = [0, 1, 2, 4, 5, 9, 12, 15, 20].map((count) => {
        const card = zimbabweCard({ paper, comments: {} });
        const subjects = Array.from({ length: count }, (_, index) => card.results.subjects[index % 12]!);
        return { ...card, results: { ...card.results, subjects } };
      });
      const { pdf, perCard } = await renderCards(cards, { chromium });
      const [page] = (await PDFDocument.load(pdf)).getPages();
      expect(Math.round(page?.getHeight() ?? 0)).to.equal(paper === "A4" ? 842 : 792);
      expect(perCard.slice(0, 7), paper).to.deep.equal([1, 1, 1, 1, 1, 1, 1]);
      expect(perCard.every((pages) => pages > 0)).to.equal(true);
    }
  });

  it("can be stopped between chunks", async () => {
    const stop = new AbortController();
    stop.abort(new Error("cancelled"));
    const error = await renderCards(classOf(2), { chromium, signal: stop.signal }).catch((reason: Error) => reason);
    expect(error).to.have.property("message", "cancelled");
  });

  it("leaves no browser behind when it is stopped while chunks are printing", async function () {
    this.timeout(300_000);
    const profiles = mkdtempSync(join(tmpdir(), "formroom-profiles-"));
    const stop = new AbortController();
    const rendering = renderCards(classOf(170), { chromium: { ...chromium, profiles }, signal: stop.signal });
    const ended = rendering.catch((reason: Error) => reason);
    while (readdirSync(profiles).length === 0) await pause(5);
    stop.abort(new Error("cancelled"));
    expect(await ended).to.have.property("message", "cancelled");
    await pause(300);
    expect(readdirSync(profiles), "a profile lives as long as its browser").to.deep.equal([]);
    rmSync(profiles, { recursive: true });
  });

  it("renders chunk by chunk and refuses to join what does not add up", async () => {
    const renderer = openRenderer({ chromium });
    try {
      const chunk = await renderer.renderChunk([portugueseCard()]);
      const options = { title: "t", lang: "pt", bookmarks: ["one"] };
      expect(await pageCount(await joinChunks([chunk, chunk], { ...options, bookmarks: ["one", "two"] }))).to.equal(2);
      const wrong = await joinChunks([chunk], { ...options, bookmarks: [] }).catch((reason: Error) => reason);
      expect(wrong).to.be.instanceOf(RangeError);
      const pages = await joinChunks([{ ...chunk, pagesOf: [2] }], options).catch((reason: Error) => reason);
      expect(pages).to.be.instanceOf(RangeError);
    } finally {
      await renderer.close();
    }
  });
});
