import { expect } from "chai";
import type { Browser as Chrome, Page } from "puppeteer";
import { ReportCard } from "../../models/school/ReportCard.js";
import {
  buildClass,
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildForm,
  buildMark,
  buildRegistration,
  buildTerm,
} from "../factories.js";
import { appPort } from "../support/app.js";
import { openBrowser, sees } from "../support/realBrowser.js";
import type { School } from "../support/schools.js";
import { schoolWithPanel, usePanel, type Browser } from "./support.js";

describe("publication and results in a real browser", function () {
  this.timeout(180_000);
  usePanel();
  let school: School;
  let admin: Browser;
  let chrome: Chrome;
  let page: Page;
  let termId: string;
  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
    termId = await school.inside(build);
    chrome = await openBrowser();
    page = await chrome.newPage();
    const [name = "", value = ""] = admin.cookie.split("=");
    await chrome.defaultBrowserContext().setCookie({ name, value, domain: school.host, path: "/" });
  });
  after(() => chrome.close());

  /** Two students, one exam session that is open, one of the two marks. */
  async function build(): Promise<string> {
    const term = await buildTerm();
    const { id: classId } = await buildClass({ formId: (await buildForm({ level: "O Level" })).id });
    const { id: classSessionId } = await buildClassSession({ sessionId: term.sessionId, classId });
    const { subjectId } = await buildClassSessionSubject({ classSessionId });
    const { id: examSessionId } = await buildExamSession({ termId: term.id, status: "open" });
    const exam = await buildExam({ examSessionId, classSessionId, subjectId });
    const { id: registrationId } = await buildRegistration({ classSessionId });
    await buildRegistration({ classSessionId });
    await buildMark({ examId: exam.id, registrationId, score: 70 });
    return term.id;
  }
  const open = (path: string) => page.goto(`http://${school.host}:${appPort()}/admin${path}`);
  const press = async (text: string, within = "main") => {
    const button = await page.waitForSelector(`${within} ::-p-xpath(.//button[normalize-space()="${text}"])`);
    await button?.click();
  };

  it("locks, is refused for a missing mark, and publishes with a reason that is kept", async () => {
    await open(`/pages/publication?termId=${termId}`);
    await sees(page, "1 mark is missing");
    const labels = await page.$$eval("main button", (all) => all.map((one) => one.textContent));
    const [lock = "", publish = ""] = labels;
    await press(lock);
    await press(lock, "dialog");
    await sees(page, "publishing will ask for a reason");
    await press(publish);
    await press(publish, "dialog");
    await sees(page, "with a reason that is kept");
    expect(await school.inside(() => ReportCard.count())).to.equal(0);
    await page.click("dialog input[type=checkbox]");
    await page.type("dialog textarea", "One pupil was ill.");
    await press(publish, "dialog");
    await sees(page, "2 report cards were issued");
    expect(await school.inside(() => ReportCard.count())).to.equal(2);
    await sees(page, "Something is missing");
  });

  it("says at the row why it has a position, and why another has none", async () => {
    await open(`/pages/results?termId=${termId}`);
    await sees(page, "1 student has no total in some subject");
    const [first, second] = await page.$$("table.results tbody button");
    await first?.click();
    await sees(page, "1 of 1");
    await sees(page, "1 subject passed");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await second?.click();
    await sees(page, "A subject has no total, so there is no position.");
    await sees(page, "not entered");
  });
});
