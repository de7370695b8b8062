import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { catalogueOf, LANGUAGES } from "../../app/locale/catalogue.js";
import { countsOf } from "../../app/panel/client/frame/counts.js";
import { longDay, partOfDay, share, termLine } from "../../app/panel/client/work/start/when.js";

describe("the first page", () => {
  const term = { name: "Term 2", startsOn: "2026-05-06", endsOn: "2026-07-24" };

  it("says which week of the term it is, from Monday to Sunday", () => {
    expect(termLine("2026-05-06", term)).to.deep.equal({ key: "start.term-week", week: 1, of: 12 });
    expect(termLine("2026-05-10", term).week).to.equal(1);
    expect(termLine("2026-05-11", term).week).to.equal(2);
    expect(termLine("2026-07-24", term).week).to.equal(12);
  });

  it("says when a term ended or begins, outside of it", () => {
    expect(termLine("2026-07-25", term)).to.deep.equal({ key: "start.term-ended", day: "2026-07-24" });
    expect(termLine("2026-05-05", term)).to.deep.equal({ key: "start.term-begins", day: "2026-05-06" });
  });

  it("greets by the hour of the school's own clock", () => {
    const at = new Date("2026-06-08T11:30:00Z");
    expect(partOfDay(at, "UTC")).to.equal("morning");
    expect(partOfDay(at, "Africa/Harare")).to.equal("afternoon");
    expect(partOfDay(at, "Asia/Tokyo")).to.equal("evening");
    expect(longDay("2026-06-08", "UTC", "en-GB")).to.match(/^Monday,? 8 June 2026$/);
  });

  it("never calls a share whole that is not", () => {
    expect(share(1999, 2000)).to.equal(99.9);
    expect(share(29, 29)).to.equal(100);
    expect(share(0, 0)).to.equal(0);
  });

  it("counts in the menu what waits there: lines of one kind together, the larger of two kinds", () => {
    const marks = (key: string, count: number) => ({ key, count, to: "/pages/marks?examSessionId=1" });
    const overdue = { key: "examSessionOverdue", count: 1, to: "/resources/exam-sessions/records/1/show" };
    const todo = [marks("examSessionCloses", 7), marks("marksMissing", 4), marks("marksMissing", 5), overdue, overdue];
    expect(countsOf([...todo, { key: "messagesFailed", count: 3, to: null }])).to.deep.equal({
      marks: { count: 9, mine: true },
      "exam-sessions": { count: 2, mine: true },
    });
  });

  it("has words in every language for every number, to-do and chart that the server tells", () => {
    const folder = new URL("../../app/commands/frame/dashboard/", import.meta.url);
    const source = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const keys = new Set(
      source.flatMap((text) => [...text.matchAll(/(?:key: |waiting\()"(\w+)"/g)].map(([, key]) => key)),
    );
    expect(keys.size).to.be.above(25);
    for (const language of LANGUAGES) {
      const words = catalogueOf(language).frame ?? {};
      const has = (name: string) => [name, `${name}_other`].some((one) => words[one] !== undefined);
      const missing = [...keys].filter(
        (key) => !["number", "todo", "chart"].some((kind) => has(`start.${kind}.${key ?? ""}`)),
      );
      expect(missing, language).to.deep.equal([]);
      const todo = Object.keys(words).flatMap((key) => /^start\.todo\.(\w+?)(?:_one|_other)?$/.exec(key)?.[1] ?? []);
      expect(
        todo.filter((key) => !has(`start.todo.${key}.why`)),
        `${language}, why`,
      ).to.deep.equal([]);
    }
  });
});
