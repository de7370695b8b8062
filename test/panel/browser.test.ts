import { expect } from "chai";
import type { Browser as Chrome, Page } from "puppeteer";
import { Student } from "../../models/school/Student.js";
import { makeSchool, PASSWORD, type School } from "../support/schools.js";
import { fill, openBrowser, press, sees } from "../support/realBrowser.js";
import { Screen } from "./screen.js";
import { schoolWithPanel, stateOf, usePanel, type Browser } from "./support.js";

describe("the panel in a real browser", function () {
  this.timeout(120_000);
  usePanel();
  let school: School;
  let admin: Browser;
  let chrome: Chrome;
  let screen: Screen;
  let page: Page;

  before(async () => {
    ({ school, browser: admin } = await schoolWithPanel());
    chrome = await openBrowser();
    screen = await Screen.open(chrome, school.host);
    ({ page } = screen);
  });
  after(() => chrome.close());
  afterEach(function () {
    screen.noFaults(this.currentTest?.title ?? "");
  });

  it("signs in through the form, and back to the page that was asked for", async () => {
    await page.goto(screen.address("/resources/students"));
    expect(page.url()).to.include("/admin/login?to=");
    await page.type("#name", `admin@${school.schema}.example.test`);
    await page.type("#password", PASSWORD);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await screen.settled();
    expect(page.url()).to.equal(screen.address("/resources/students"));
    expect(await screen.text()).to.include("There are no students yet.");
    expect(await page.title()).to.include("Students");
  });

  it("adds a student through the form, with the browser's own date field", async () => {
    await screen.go("/resources/students/actions/new");
    await fill(page, "First name", "Chipo");
    await fill(page, "Last name", "Ndlovu");
    await fill(page, "Gender", "Female");
    await fill(page, "Date of birth", "2011-03-14");
    await press(page, "Add");
    await page.waitForFunction(() => location.pathname.endsWith("/show"));
    await screen.settled();
    expect(await screen.text())
      .to.include("Ndlovu, Chipo")
      .and.match(/14 Mar,? 2011/); // en-ZW writes the comma
    const row = await school.inside(() => Student.findOne({ where: { lastName: "Ndlovu" }, rejectOnEmpty: true }));
    expect(row).to.include({ firstName: "Chipo", dateOfBirth: "2011-03-14", gender: "female" });
  });

  it("says above the form and at the field what is wrong, and keeps what was typed", async () => {
    await screen.go("/resources/students/actions/new");
    await fill(page, "First name", "Nobody");
    await press(page, "Add");
    await page.waitForSelector(".problem li a");
    expect(await page.evaluate(() => document.activeElement?.className)).to.equal("problem");
    const { focused, described } = await page.evaluate(() => {
      document.querySelector<HTMLElement>(".problem li a")?.click();
      const field = document.activeElement as HTMLInputElement;
      const words = document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent;
      return { focused: field.id, described: words };
    });
    expect(focused).to.equal("field-lastName");
    expect(described).to.match(/\w+/);
    expect(await page.$eval("#field-firstName", (input) => (input as HTMLInputElement).value)).to.equal("Nobody");
    expect(await school.inside(() => Student.count({ where: { firstName: "Nobody" } }))).to.equal(0);
    screen.noFaults("refused", /status of 422/);
    await press(page, "Cancel");
  });

  it("does a verb by its own dialog: the question, an error at the field, then done", async () => {
    const { body } = await admin.ask("GET", "/admin/data/roles?pageSize=100");
    const { id } = (body as { data: { id: string; name: string }[] }).data.find((one) => one.name === "Bursar")!;
    await screen.load(`/resources/roles/records/${id}/edit`);
    const name = "#field-name";
    await page.waitForSelector(name);
    await page.click(name, { count: 3 });
    await page.type(name, "Head"); // another role's
    await press(page, "Save");
    await page.waitForSelector(".problem li");
    screen.noFaults("refused", /status of (409|422)/);
    await page.click(name, { count: 3 });
    await page.type(name, "Bursar");
    const tick = (label: string) =>
      page.evaluate((wanted: string) => {
        const found = [...document.querySelectorAll<HTMLLabelElement>("#field-permissions label")];
        found.find((one) => one.textContent?.trim() === wanted)?.click();
      }, label);
    await tick("Send notices");
    await press(page, "Save");
    await page.waitForFunction(() => location.pathname.endsWith("/show"));
    await screen.settled();
    const { body: now } = await admin.ask("GET", `/admin/data/roles/${id}`);
    expect((now as { permissions: string[] }).permissions).to.include("notices.send");
  });

  it("opens every list and every form without an error in the console", async () => {
    const { resources } = stateOf(await admin.ask("GET", "/admin/"));
    const listed = resources.filter((one) => one.listed);
    expect(listed.length).to.be.above(20);
    for (const { name, many, create } of listed) {
      await screen.go(`/resources/${name}`);
      expect(await page.$eval("h1", (h1) => h1.textContent), name).to.equal(many);
      expect(await page.$("main .problem"), name).to.equal(null);
      if (!create || create.under) continue;
      await screen.go(`/resources/${name}/actions/new`);
      expect(await page.$eval("h1", (h1) => h1.textContent), name).to.equal(create.label);
      expect(await page.$$("form.record-form label"), name).not.to.have.length(0);
    }
  });

  it("is not signed in at another school by the same browser", async () => {
    const other = await makeSchool();
    const cookies = await page.browserContext().cookies();
    const stranger = await Screen.open(chrome, other.host);
    await stranger.page.browserContext().setCookie(...cookies.map((one) => ({ ...one, domain: other.host })));
    await stranger.page.goto(stranger.address("/"));
    expect(new URL(stranger.page.url()).pathname).to.equal("/admin/login");
    await stranger.page.close();
  });

  it("signs out by its button", async () => {
    await screen.load("/");
    await page.click(".avatar");
    await press(page, "Sign out");
    await page.waitForFunction(() => location.pathname === "/admin/login");
    await sees(page, "signed out");
    await page.goto(screen.address("/resources/students"));
    expect(page.url()).to.include("/admin/login?to=");
  });
});
