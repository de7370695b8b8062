import { expect } from "chai";
import type { Browser as Chrome } from "puppeteer";
import { Exam } from "../../models/school/Exam.js";
import {
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildRegistration,
  buildStudent,
  buildSubject,
  buildTerm,
} from "../factories.js";
import { openBrowser, sees } from "../support/realBrowser.js";
import { makeSchool, type School } from "../support/schools.js";
import { Screen } from "./screen.js";
import { usePanel } from "./support.js";

describe("submitting a column in a real browser", function () {
  this.timeout(180_000);
  usePanel();
  let school: School;
  let chrome: Chrome;

  before(async () => {
    school = await makeSchool();
    chrome = await openBrowser();
  });
  after(() => chrome.close());

  /** Ana and Ben sit Maths and Art out of 50. */
  const build = () =>
    school.inside(async () => {
      const { id: termId, sessionId } = await buildTerm();
      const { id: classSessionId } = await buildClassSession({ sessionId });
      const { id: examSessionId } = await buildExamSession({ termId, status: "open" });
      const exams = [];
      for (const name of ["Maths", "Art"]) {
        const { id: subjectId } = await buildSubject({ name });
        await buildClassSessionSubject({ classSessionId, subjectId });
        exams.push((await buildExam({ examSessionId, classSessionId, subjectId, maximumMark: 50 })).id);
      }
      for (const [at, firstName] of ["Ana", "Ben"].entries()) {
        const { id: studentId } = await buildStudent({ firstName });
        await buildRegistration({ classSessionId, studentId, rollNumber: at + 1 });
      }
      return { maths: exams[0]!, path: `/pages/marks?examSessionId=${examSessionId}&classSessionId=${classSessionId}` };
    });

  for (const width of [1366, 390])
    it(`says what is missing, shuts the column once it is whole, and opens it again with a reason, at ${width} px`, async () => {
      const { maths, path } = await build();
      const screen = await Screen.open(chrome, school.host, `admin@${school.schema}.example.test`);
      const { page } = screen;
      await page.setViewport({ width, height: 800 });
      await screen.load(path);
      const button = (label: string) => page.waitForSelector(`button[aria-label="${label}"]`);
      const field = (name: string) => `input[aria-label="${name}"]`;
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      const answer = async (text: string) =>
        (await page.waitForSelector(`dialog ::-p-xpath(.//button[normalize-space()="${text}"])`))?.click();
      const submittedAt = () => school.inside(async () => (await Exam.findByPk(maths))?.submittedAt ?? null);
      if (width < 700) await page.select(".mark-subject select", maths);
      await (await page.waitForSelector(field("Ana Moyo, Maths")))?.click();
      await page.keyboard.type("12");
      await (await button("Submit the marks: Maths"))?.click();
      await sees(page, "1 mark of Maths is missing. Enter it; A is absent, X exempt.");
      expect([await focused(), await submittedAt()]).to.deep.equal(["Ben Moyo, Maths", null]);
      await page.keyboard.type("a");
      await (await button("Submit the marks: Maths"))?.click();
      await answer("Submit the marks");
      await sees(page, "Ada Admin");
      expect(await submittedAt()).to.be.instanceOf(Date);
      await page.waitForFunction((gone: string) => !document.querySelector(gone), {}, field("Ana Moyo, Maths"));
      await (await button("Reopen the marks: Maths"))?.click();
      await page.waitForSelector("dialog textarea");
      await page.keyboard.type("A script was found");
      await answer("Reopen the marks");
      await (await page.waitForSelector(field("Ben Moyo, Maths")))?.click();
      await page.keyboard.type("7");
      await sees(page, "All saved");
      expect(await submittedAt()).to.equal(null);
      expect(screen.faults).to.deep.equal([]);
      await page.browserContext().close();
    });
});
