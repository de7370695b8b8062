import { expect } from "chai";
import type { Browser as Chrome, Page } from "puppeteer";
import { Mark } from "../../models/school/Mark.js";
import {
  buildClassSession,
  buildClassSessionSubject,
  buildExam,
  buildExamSession,
  buildRegistration,
  buildStudent,
  buildSubject,
  buildTerm,
  makeUser,
} from "../factories.js";
import { openBrowser, sees } from "../support/realBrowser.js";
import { makeSchool, type School } from "../support/schools.js";
import { Screen } from "./screen.js";
import { usePanel } from "./support.js";

interface Built {
  classSessionId: string;
  examSessionId: string;
  maths: string;
  registrations: string[];
}

describe("the marks grid in a real browser", function () {
  this.timeout(180_000);
  usePanel();
  let school: School;
  let chrome: Chrome;
  let admin: string;
  let other: string;
  let b: Built;
  let screen: Screen;
  let page: Page;

  before(async () => {
    school = await makeSchool();
    admin = `admin@${school.schema}.example.test`;
    ({ email: other } = await makeUser(school, { preset: "admin" }));
    chrome = await openBrowser();
  });
  after(() => chrome.close());
  beforeEach(async () => {
    b = await school.inside(() => build());
    screen = await Screen.open(chrome, school.host, admin);
    ({ page } = screen);
    await page.setViewport({ width: 1366, height: 768 });
    await screen.load(address());
  });
  afterEach(() => page.browserContext().close());

  /** Ana, Ben and Cid sit Maths out of 50; Ben alone takes Art. */
  async function build(status = "open", withExams = true): Promise<Built> {
    const term = await buildTerm();
    const { id: classSessionId } = await buildClassSession({ sessionId: term.sessionId });
    const { id: examSessionId } = await buildExamSession({ termId: term.id, status });
    const subjects = [];
    for (const [name, elective] of [
      ["Maths", false],
      ["Art", true],
    ] as const) {
      const { id: subjectId } = await buildSubject({ name });
      await buildClassSessionSubject({ classSessionId, subjectId, elective });
      subjects.push(subjectId);
    }
    const registrations = [];
    for (const [at, firstName] of ["Ana", "Ben", "Cid"].entries()) {
      const { id: studentId } = await buildStudent({ firstName });
      registrations.push((await buildRegistration({ classSessionId, studentId, rollNumber: at + 1 })).id);
    }
    if (!withExams) return { classSessionId, examSessionId, maths: "", registrations };
    const { RegistrationSubject } = await import("../../models/school/RegistrationSubject.js");
    await RegistrationSubject.create({ registrationId: registrations[1]!, subjectId: subjects[1]! });
    const at = { examSessionId, classSessionId };
    const { id: maths } = await buildExam({ ...at, subjectId: subjects[0]!, maximumMark: 50 });
    await buildExam({ ...at, subjectId: subjects[1]! });
    return { classSessionId, examSessionId, maths, registrations };
  }

  const address = () => `/pages/marks?examSessionId=${b.examSessionId}&classSessionId=${b.classSessionId}`;
  const cell = (name: string, on = page) => on.waitForSelector(`input[aria-label="${name}"]`);
  const into = async (name: string, on = page) => (await cell(name, on))?.click();
  const saved = (on = page) => sees(on, "All saved");
  const value = (name: string, on = page) =>
    on.$eval(`input[aria-label="${name}"]`, (input) => (input as HTMLInputElement).value);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  const press = async (text: string, on = page) =>
    (await on.waitForSelector(`main ::-p-xpath(.//button[normalize-space()="${text}"])`))?.click();
  const stored = () =>
    school.inside(async () => {
      const marks = await Mark.findAll({ where: { examId: b.maths } });
      return b.registrations.map((id) => {
        const mark = marks.find((one) => one.registrationId === id);
        return mark ? (mark.score === null ? mark.status : Number(mark.score)) : null;
      });
    });

  it("takes numbers with a comma and letters by keys alone, refuses at once, takes back, and saves by itself", async () => {
    await into("Ana Moyo, Maths");
    await page.keyboard.type("12,5");
    await page.keyboard.press("Enter");
    expect(await focused()).to.equal("Ben Moyo, Maths");
    await page.keyboard.type("abs");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("51");
    await sees(page, "At most 50");
    const told = await page.$eval('input[aria-label="Cid Moyo, Maths"]', (input) => [
      input.getAttribute("aria-invalid"),
      document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent,
    ]);
    expect(told).to.deep.equal(["true", "At most 50"]);
    await sees(page, "1 needs another look");
    await page.keyboard.press("Escape");
    await page.keyboard.down("Shift");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Shift");
    expect(await focused()).to.equal("Ben Moyo, Maths");
    await page.keyboard.press("ArrowLeft");
    expect(await focused(), "only Ben takes Art").to.equal("Ben Moyo, Art");
    await saved();
    expect(await value("Ben Moyo, Maths")).to.equal("A");
    expect(await stored()).to.deep.equal([12.5, "absent", null]);
    const foot = await page.$$eval("tfoot tr", (rows) => rows.map((row) => row.children[2]?.textContent));
    expect(foot).to.deep.equal(["2", "1", "12.5", "Submit"]);
    expect(await page.$$("input.mark")).to.have.length(4);
  });

  it("takes a pasted column, and keeps in sight what found no place", async () => {
    await into("Ana Moyo, Maths");
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "10\n20,5\nX\n40\t7\n");
      document.activeElement?.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await sees(page, "3 marks pasted.");
    await sees(page, "2 found no place in the sheet.");
    expect(await page.$eval(".pasted textarea", (area) => (area as HTMLTextAreaElement).value)).to.equal("40\t7");
    await saved();
    expect(await stored()).to.deep.equal([10, 20.5, "exempt"]);
    await press("Undo");
    await sees(page, "3 not saved");
    await saved();
    expect(await stored()).to.deep.equal(["not_entered", "not_entered", "not_entered"]);
  });

  it("shows both marks where two write one cell, with the name of the other", async () => {
    const second = await Screen.open(chrome, school.host, other);
    await second.load(address());
    for (const name of ["Ana", "Ben"]) {
      await into(`${name} Moyo, Maths`, second.page);
      await second.page.keyboard.type("17");
    }
    await saved(second.page);
    await into("Ana Moyo, Maths");
    await page.keyboard.type("15");
    await page.keyboard.press("Enter");
    await page.keyboard.type("16");
    await page.keyboard.press("Enter");
    await page.keyboard.type("18");
    // Alone in the line: the third mark is saved by then.
    await page.waitForFunction(
      () => document.querySelector(".mark-state")?.textContent === "2 changed by somebody else",
    );
    expect(await screen.text()).to.match(/Una User \d+ has written 17/);
    expect(await screen.axe()).to.deep.equal([]);
    expect(await stored(), "the rest is saved").to.deep.equal([17, 17, 18]);
    await press("Take 17");
    await press("Keep mine");
    await saved();
    expect(await stored()).to.deep.equal([17, 16, 18]);
    await second.page.browserContext().close();
  });

  it("keeps what is typed without a network, says so, and saves it when the network is back", async () => {
    const failed = new Promise((resolve) => page.once("requestfailed", resolve));
    await page.setOfflineMode(true);
    await into("Ana Moyo, Maths");
    await page.keyboard.type("33");
    await sees(page, "Offline: what you type stays here · 1 not saved");
    await failed;
    expect(await stored()).to.deep.equal([null, null, null]);
    await school.inside(() =>
      Mark.create({ examId: b.maths, registrationId: b.registrations[2]!, score: 9, status: "present" }),
    );
    await page.setOfflineMode(false);
    await saved();
    expect(await stored()).to.deep.equal([33, null, 9]);
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[aria-label="Cid Moyo, Maths"]')?.value === "9",
    );
  });

  it("asks before leaving, and offers after a crash what was not saved", async () => {
    const asked: string[] = [];
    page.on("dialog", (dialog) => asked.push(dialog.type()));
    await into("Ana Moyo, Maths");
    await page.keyboard.type("77");
    await into("Ben Moyo, Maths");
    await page.keyboard.type("21");
    await page.waitForFunction(() => document.querySelector(".mark-state")?.textContent === "1 needs another look");
    await page.reload();
    expect(asked).to.deep.equal(["beforeunload"]);
    await sees(page, "1 mark was typed here before and not saved.");
    await press("Put them back");
    expect(await value("Ana Moyo, Maths")).to.equal("77");
    await into("Ana Moyo, Maths");
    await page.keyboard.type("27");
    await saved();
    expect(await stored()).to.deep.equal([27, 21, null]);
  });

  it("is a list of one exam on a phone, with 44 pixels and buttons for A and X", async () => {
    await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
    await screen.load(address());
    await page.select("main select[id]:not([value=''])", b.examSessionId);
    const subject = await page.waitForSelector(".mark-subject select");
    await subject?.select(b.maths);
    const field = await cell("Ana Moyo, Maths");
    const looks = await field?.evaluate((input) => [
      input.getAttribute("inputmode"),
      input.getBoundingClientRect().height >= 44,
    ]);
    expect(looks).to.deep.equal(["decimal", true]);
    await field?.click();
    await page.keyboard.type("4.5");
    await page.keyboard.press("Enter");
    expect(await focused()).to.equal("Ben Moyo, Maths");
    await (await page.waitForSelector('button[aria-label="A: absent, Cid Moyo"]'))?.click();
    await saved();
    expect(await stored()).to.deep.equal([4.5, null, "absent"]);
    expect(await screen.overflow()).to.deep.equal([]);
  });

  it("is to read when the exam session is locked, and says why", async () => {
    await into("Ana Moyo, Maths");
    await page.keyboard.type("30");
    await saved();
    await screen.http.ask("POST", `/admin/data/exam-sessions/${b.examSessionId}/lock`, { body: {} });
    await into("Ben Moyo, Maths");
    await page.keyboard.type("31");
    await sees(page, "These marks were not taken");
    await screen.load(address());
    await sees(page, "is locked, so marks can no longer be changed");
    expect(await page.$$("input.mark")).to.have.length(0);
    expect(await page.$$(`a[href$="/exam-sessions/records/${b.examSessionId}/show"]`)).to.have.length(1);
    expect(await stored()).to.deep.equal([30, null, null]);
  });

  it("makes the exams that are missing", async () => {
    b = await school.inside(() => build("draft", false));
    await screen.load(address());
    await sees(page, "has no exams in");
    await press("Make the exams");
    await sees(page, "2 exams made");
    await sees(page, "is not open yet");
    expect(await page.$$eval("thead th", (all) => all.map((one) => one.textContent))).to.deep.equal([
      "Student",
      "Artout of 100",
      "Mathsout of 100",
    ]);
  });
});
