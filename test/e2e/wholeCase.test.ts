import { expect } from "chai";
import type { Browser, Page } from "puppeteer";
import { fill, openBrowser, pick, press } from "../support/realBrowser.js";
import { startProduct, type Product } from "../support/product.js";
import { teacherByKeyboard } from "./byKeyboard.js";

/** The case, in a real browser on the product as a newcomer starts it; marks and publication by API in between. */
describe("the whole case", function () {
  this.timeout(240_000);
  let product: Product;
  let browser: Browser;
  let page: Page;
  const at = (school: string, path: string) => `http://${school}.localhost:${product.port}${path}`;

  before(async () => {
    product = await startProduct();
    browser = await openBrowser();
    page = await browser.newPage();
    page.setDefaultTimeout(60_000); // the panel is built on the first call
    await page.goto(at("gp", "/admin/"));
    await page.type('input[name="name"]', "head@gp.example.test");
    await page.type('input[name="password"]', product.password);
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await page.waitForSelector(".avatar");
  });
  after(async () => {
    await browser?.close();
    if (product) expect(await product.stop(), product.output()).to.equal(0);
  });

  /** A call of the API with a token of a user of `gp`. */
  async function api(method: string, path: string, token?: string, body?: unknown) {
    const headers: Record<string, string> = {
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    // Names of *.localhost do not resolve in Node: the school is named instead.
    const response = await fetch(`http://127.0.0.1:${product.port}/api/v1/school${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as any };
  }
  async function tokenOf(email: string): Promise<string> {
    const { body } = await api("POST", "/auth/login", undefined, {
      email,
      password: product.password,
      schemaName: "gp",
    });
    return (body as { accessToken: string }).accessToken;
  }

  it("adds a student in the panel, and the API finds the student by words in any order", async () => {
    await page.goto(at("gp", "/admin/resources/students/actions/new"));
    await fill(page, "First name", "Zulmira");
    await fill(page, "Last name", "Peregrina Vaz");
    await fill(page, "Gender", "Female");
    await fill(page, "Date of birth", "1989-03-01");
    await press(page, "Add");
    await page.waitForFunction(() => location.pathname.endsWith("/show"), { timeout: 30_000 });
    const found = await api("GET", "/students?search=vaz%20zulmira", await tokenOf("head@gp.example.test"));
    expect(found.body.data).to.have.length(1);
    expect(found.body.data[0]).to.include({ firstName: "Zulmira", gender: "female", dateOfBirth: "1989-03-01" });
  });

  it("lets a teacher find a student, enter a column of marks, see results and sign out by keyboard alone", async () => {
    const context = await browser.createBrowserContext();
    await teacherByKeyboard(await context.newPage(), (path) => at("gp", path), product.password);
    await context.close();
  });

  it("enters marks, locks and publishes the third term by API", async () => {
    const head = await tokenOf("head@gp.example.test");
    const { body: sessions } = await api("GET", "/sessions", head);
    const { body: examSessions } = await api("GET", `/sessions/${sessions.data[0].id}/exam-sessions?status=open`, head);
    const [open] = examSessions.data;
    const { body: exams } = await api("GET", `/exam-sessions/${open.id}/exams`, head);
    const { body: sheet } = await api("GET", `/exams/${exams.data[0].id}/marks`, head);
    const { registrationId, version } = sheet.data[0];
    const put = await api("PUT", `/exams/${exams.data[0].id}/marks`, head, {
      marks: [{ registrationId, score: 20, status: "present", version }],
    });
    expect(put.status).to.equal(200);
    expect((await api("POST", `/exam-sessions/${open.id}/lock`, head)).status).to.equal(200);
    const published = await api("POST", `/terms/${open.termId}/publish`, head);
    expect([published.status, typeof published.body.publishedAt]).to.deep.equal([200, "string"]);
    const result = await api("GET", `/registrations/${registrationId}/results?termId=${open.termId}`, head);
    expect(result.body.published).to.equal(true);
    expect(result.body.explanation).to.match(/^\d+ of \d+/);
  });

  it("orders the report cards of 10 A in the panel, watches them and downloads one PDF", async () => {
    await page.goto(at("gp", "/admin/resources/reports/actions/new"));
    await fill(page, "Kind", "Report card");
    await pick(page, "Class", "10 A");
    await pick(page, "Term", "Term 3");
    await press(page, "Add");
    const link = await page.waitForSelector('a[href*="/media/"]', { timeout: 200_000 });
    const href = (await link?.evaluate((element) => element.getAttribute("href"))) ?? "";
    const file = await fetch(`http://127.0.0.1:${product.port}${href}`);
    expect(file.status).to.equal(200);
    expect(file.headers.get("content-type")).to.equal("application/pdf");
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).to.equal("%PDF-");
    expect(bytes.length).to.be.above(50_000);
  });

  it("refuses the cookie of one school on the other's address", async () => {
    const [cookie] = await page.cookies(at("gp", "/admin/"));
    expect(cookie, "a session cookie").to.not.equal(undefined);
    const stranger = await browser.newPage();
    await stranger.setCookie({ name: cookie!.name, value: cookie!.value, url: at("ms", "/admin/") });
    await stranger.goto(at("ms", "/admin/resources/students"));
    expect(new URL(stranger.url()).pathname).to.equal("/admin/login");
    const status = await stranger.evaluate(
      async () => (await fetch("/admin/api/resources/students/actions/list")).status,
    );
    expect(status).to.equal(401);
    await stranger.close();
  });

  it("answers a parent in the simulator with the child's published results", async () => {
    const chat = await browser.newPage();
    await chat.goto(`http://localhost:${product.port}/simulator/`);
    await chat.waitForSelector("#say, form input, textarea");
    const waId = await chat.evaluate(
      async () =>
        ((await (await fetch("offers.json")).json()) as { phones: { waId: string; phoneNumberId: string }[] })
          .phones[0],
    );
    const said = await chat.evaluate(async (phone) => {
      const body = JSON.stringify({
        waId: phone?.waId,
        phoneNumberId: phone?.phoneNumberId,
        content: { type: "text", text: { body: "resultados" } },
      });
      return (
        await fetch("/_graph/_fake/say", { method: "POST", headers: { "content-type": "application/json" }, body })
      ).status;
    }, waId);
    expect(said).to.equal(200);
    await chat.waitForFunction(
      () => document.body.innerText.includes("Gabriel Pereira") && /M[ée]dia|Average/.test(document.body.innerText),
      { timeout: 30_000 },
    );
    await chat.close();
  });
});
