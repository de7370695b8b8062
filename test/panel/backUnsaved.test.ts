import { expect } from "chai";
import type { Browser as Chrome } from "puppeteer";
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

describe("the browser's Back with unsaved work", function () {
  this.timeout(120_000);
  usePanel();
  let school: School;
  let chrome: Chrome;
  let screen: Screen;
  const KEPT = "You left before all was saved.";

  before(async () => {
    school = await makeSchool();
    chrome = await openBrowser();
  });
  after(() => chrome.close());
  beforeEach(async () => {
    screen = await Screen.open(chrome, school.host, `admin@${school.schema}.example.test`);
    await screen.load("/");
  });
  afterEach(() => screen.page.browserContext().close());

  it("keeps what was typed into a form, says so, and offers it again", async () => {
    const { page } = screen;
    await screen.go("/resources/students/actions/new");
    await (await page.waitForSelector("#field-firstName"))?.type("Thandiwe");
    await page.goBack();
    await sees(page, KEPT);
    await page.goForward();
    await sees(page, "This is what you typed before.");
    expect(await page.$eval("#field-firstName", (input) => (input as HTMLInputElement).value)).to.equal("Thandiwe");
  });

  it("keeps a mark that could not be saved, says so, and offers it again", async () => {
    const { page } = screen;
    const path = await school.inside(async () => {
      const { id: termId, sessionId } = await buildTerm();
      const { id: classSessionId } = await buildClassSession({ sessionId });
      const { id: examSessionId } = await buildExamSession({ termId, status: "open" });
      const { id: subjectId } = await buildSubject({ name: "Maths" });
      await buildClassSessionSubject({ classSessionId, subjectId });
      await buildExam({ examSessionId, classSessionId, subjectId, maximumMark: 50 });
      const { id: studentId } = await buildStudent({ firstName: "Ana" });
      await buildRegistration({ classSessionId, studentId });
      return `/pages/marks?examSessionId=${examSessionId}&classSessionId=${classSessionId}`;
    });
    const field = 'input[aria-label="Ana Moyo, Maths"]';
    await screen.go(path);
    await (await page.waitForSelector(field))?.type("77");
    await sees(page, "At most 50");
    await page.goBack();
    await sees(page, KEPT);
    await page.goForward();
    await sees(page, "1 mark was typed here before and not saved.");
    await (await page.waitForSelector('main ::-p-xpath(.//button[normalize-space()="Put them back"])'))?.click();
    expect(await page.$eval(field, (input) => (input as HTMLInputElement).value)).to.equal("77");
  });

  it("says nothing where all is saved", async () => {
    await screen.go("/resources/students/actions/new");
    await screen.page.waitForSelector("#field-firstName");
    await screen.page.goBack();
    await screen.page.waitForFunction(() => !document.querySelector("#field-firstName"));
    expect(await screen.page.$eval("body", (body) => body.textContent)).not.to.contain(KEPT);
  });
});
