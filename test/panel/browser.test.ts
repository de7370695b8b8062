import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import puppeteer, { type Browser as Chrome, type Page } from "puppeteer";
import { Student } from "../../models/school/Student.js";
import { schoolResources } from "../../resources/index.js";
import { singular, words } from "../../app/panel/words.js";
import { testChromium } from "../reports/support.js";
import { appPort } from "../support/app.js";
import { makeSchool, PASSWORD, type School } from "../support/schools.js";
import { schoolWithPanel, usePanel } from "./support.js";

describe("the panel in a real browser", function () {
  this.timeout(120_000);
  usePanel();
  const profile = join(tmpdir(), `formroom-panel-${randomUUID()}`);
  let school: School;
  let chrome: Chrome;
  let page: Page;
  const faults: string[] = [];
  const address = (path: string) => `http://${school.host}:${appPort()}/admin/${path}`;
  const open = (path: string) => page.goto(address(path), { waitUntil: "networkidle0" });
  const text = () => page.evaluate("document.body.innerText") as Promise<string>;

  before(async () => {
    ({ school } = await schoolWithPanel());
    const { executablePath, env } = await testChromium();
    const args = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage"];
    const hosts = "--host-resolver-rules=MAP *.localhost 127.0.0.1, EXCLUDE localhost";
    chrome = await puppeteer.launch({
      executablePath,
      env,
      args: [...args, hosts],
      headless: "shell",
      userDataDir: profile,
    });
    page = await chrome.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
    page.on("pageerror", (error) => void faults.push(String(error)));
    page.on("requestfailed", (request) => void faults.push(`failed: ${request.url()}`));
  });
  after(async () => {
    await chrome.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  });
  afterEach(() => expect(faults.splice(0), "errors in the console").to.deep.equal([]));

  it("signs in through the form, and back to the page that was asked for", async () => {
    await open("resources/students");
    expect(page.url()).to.include("/admin/login?to=");
    await page.type("#name", `admin@${school.schema}.example.test`);
    await page.type("#password", PASSWORD);
    await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.click("button")]);
    expect(page.url()).to.equal(address("resources/students"));
    expect(await text())
      .to.include("No students yet")
      .and.include("Ada Admin");
  });

  it("adds a student through the form, with the browser's own date field", async () => {
    await open("resources/students/actions/new");
    await page.type("#firstName", "Chipo");
    await page.type("#lastName", "Ndlovu");
    await page.type("#dateOfBirth", "03142011");
    await page.click("[data-css=students-new-form] [class*=control]");
    await page.keyboard.type("Female");
    await page.keyboard.press("Enter");
    await page.click("[data-testid=button-save]");
    await page.waitForFunction("location.pathname.endsWith('/show')");
    await page.waitForNetworkIdle();
    expect(await text())
      .to.include("Chipo Ndlovu")
      .and.include("2011-03-14");
    const row = await school.inside(() => Student.findOne({ where: { lastName: "Ndlovu" }, rejectOnEmpty: true }));
    expect(row).to.include({ firstName: "Chipo", dateOfBirth: "2011-03-14", gender: "female" });
  });

  it("says at the field what is wrong, and keeps what was typed", async () => {
    await open("resources/students/actions/new");
    await page.type("#firstName", "Nobody");
    await page.evaluate("document.querySelector('form:not(.signed-in)').noValidate = true");
    await page.click("[data-testid=button-save]");
    await page.waitForFunction("document.body.innerText.includes('Is required')");
    expect(await page.$eval("#firstName", (input) => (input as HTMLInputElement).value)).to.equal("Nobody");
    expect(await school.inside(() => Student.count({ where: { firstName: "Nobody" } }))).to.equal(0);
  });

  it("does a verb by its own form: the question, an error at the field, then done", async () => {
    await open("resources/roles");
    const role = (await page.evaluate(
      "fetch('/admin/data/roles').then((r) => r.json()).then((b) => b.data[1].id)",
    )) as string;
    await open(`resources/roles/records/${role}/edit`);
    expect(await page.$eval("[id='verb-name']", (input) => (input as HTMLInputElement).value)).to.equal("Bursar");
    await page.$eval("[id='verb-permissions']", (input) => (input as HTMLTextAreaElement).select());
    await page.type("[id='verb-permissions']", "no.such");
    await page.click(".verb button[type=submit]");
    await page.waitForSelector(".verb-wrong");
    expect(await text()).to.match(/is no permission of this school system/i);
    await page.$eval("[id='verb-permissions']", (input) => (input as HTMLTextAreaElement).select());
    await page.type("[id='verb-permissions']", "students.read");
    await page.click(".verb button[type=submit]");
    await page.waitForFunction("location.pathname.endsWith('/show')");
  });

  it("opens every list and every form without an error in the console", async () => {
    await open("");
    const shown = (await page.evaluate(
      "REDUX_STATE.resources.filter((r) => r.href).map((r) => [r.id, r.resourceActions.some((a) => a.name === 'new')])",
    )) as [string, boolean][];
    expect(shown.length).to.be.above(schoolResources.length / 2);
    // By the router in the page, as a click does: loading 45 pages anew takes a minute.
    const go = (path: string) =>
      page.evaluate(`history.pushState({}, "", "/admin/${path}"); dispatchEvent(new PopStateEvent("popstate"))`);
    for (const [id, hasForm] of shown) {
      const answered = page.waitForResponse((answer) => answer.url().includes(`/api/resources/${id}/actions/list`));
      await go(`resources/${id}`);
      expect((await answered).status(), id).to.equal(200);
      await page.waitForFunction(`document.querySelector("h2")?.innerText.includes(${JSON.stringify(words(id))})`);
      if (!hasForm) continue;
      await go(`resources/${id}/actions/new`);
      await page.waitForSelector("form:not(.signed-in)");
      await page.waitForFunction(`document.querySelector("h2")?.innerText.includes(${JSON.stringify(singular(id))})`);
      expect(await text(), id).not.to.match(/could not be loaded|went wrong|Javascript/i);
    }
  });

  it("is not signed in at another school by the same browser", async () => {
    const other = await makeSchool();
    await page.goto(`http://${other.host}:${appPort()}/admin/`, { waitUntil: "networkidle0" });
    expect(page.url()).to.include("/admin/login");
    const cookies = await page.cookies(address(""));
    await page.setCookie(
      ...cookies.map(({ name, value }) => ({ name, value, url: `http://${other.host}:${appPort()}/` })),
    );
    await page.goto(`http://${other.host}:${appPort()}/admin/`, { waitUntil: "networkidle0" });
    expect(page.url()).to.include("/admin/login");
  });

  it("keeps on screen what was typed when the session has ended, and goes on after signing in again", async () => {
    await open("resources/students/actions/new");
    await page.type("#firstName", "Kept");
    const cookies = await page.cookies();
    await page.deleteCookie(...cookies);
    await page.evaluate("document.querySelector('form:not(.signed-in)').noValidate = true");
    await page.click("[data-testid=button-save]");
    await page.waitForSelector("#session-ended");
    expect(await page.$eval("#firstName", (input) => (input as HTMLInputElement).value)).to.equal("Kept");
    faults.length = 0; // the browser reports the 401 itself
    await page.setCookie(...cookies);
  });

  it("signs out by its button", async () => {
    await open("");
    await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.click(".signed-in button")]);
    expect(page.url()).to.equal(address("login"));
    await open("resources/students");
    expect(page.url()).to.include("/admin/login?to=");
  });
});
