import puppeteer from "puppeteer";
import { prepareChromium } from "../../app/reports/chromium.js";
import { appPort } from "../support/app.js";
import { PASSWORD, platformToken, type School } from "../support/schools.js";
import { schoolWithPanel, usePanel, type Browser } from "./support.js";

describe("look", function () {
  this.timeout(240_000);
  usePanel();
  let school: School;
  let browser: Browser;
  before(async () => {
    ({ school, browser } = await schoolWithPanel());
  });
  it("goes", async () => {
    for (const [first, last] of [
      ["Ana", "Zulu"],
      ["Zé", "Alves"],
      ["Tendai", "Moyo"],
      ["Ruth 😀", "O'Brien"],
    ])
      await browser.create("students", {
        firstName: first,
        lastName: last,
        gender: "female",
        dateOfBirth: "2010-02-03",
      });
    await browser.create("subjects", { name: "Mathematics", code: "MAT" });
    await browser.create("forms", { name: "Form 1", level: "junior", order: "1" });
    await school.inside(async () => {
      const { Setting } = await import("../../models/school/Setting.js");
      const g = await Setting.findOne({ where: { key: "general" } });
      await g?.update({ value: { ...g.value, demonstration: true } });
    });
    const chrome = await (async () => {
      const c = await prepareChromium({ folder: "/tmp/chromium-panel" });
      return puppeteer.launch({
        executablePath: c.executablePath,
        env: c.env,
        headless: "shell",
        args: [
          "--no-sandbox",
          "--no-zygote",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--host-resolver-rules=MAP *.localhost 127.0.0.1",
        ],
      } as never);
    })();
    const base = `http://${school.host}:${appPort()}`;
    const page = await chrome.newPage();
    page.on("console", (m) => console.log("CONSOLE", m.type(), m.text()));
    page.on("pageerror", (e) => console.log("PAGEERROR", e));
    page.on("requestfailed", (r) => console.log("FAILED", r.url()));
    page.on("response", (r) => {
      if (r.status() >= 400) console.log("STATUS", r.status(), r.url());
    });
    await page.setViewport({ width: 1366, height: 768 });
    const shot = async (name: string, path?: string) => {
      if (path) await page.goto(base + path, { waitUntil: "networkidle0" });
      else await new Promise((r) => setTimeout(r, 1200));
      await page.screenshot({ path: `/tmp/shots/${name}.png` as never });
    };
    await shot("login", "/admin/");
    await page.type("#name", `admin@${school.schema}.example.test`);
    await page.type("#password", PASSWORD);
    await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.click("button")]);
    await shot("start");
    await shot("list", "/admin/resources/students");
    await shot("new", "/admin/resources/students/actions/new");
    const id = (await browser.list("students")).body.records[0].id;
    await shot("show", `/admin/resources/students/records/${id}/show`);
    await shot("edit", `/admin/resources/students/records/${id}/edit`);
    await page.goto(base + "/admin/resources/students", { waitUntil: "networkidle0" });
    await page.click("[data-css=students-filter-button]").catch((e) => console.log(String(e)));
    await shot("filter");
    await page.evaluate("document.querySelector('.adminjs_TableCell button, [data-testid=actions-dropdown]')?.click()");
    await shot("roles", "/admin/resources/roles");
    const role = (await browser.list("roles")).body.records[0].id;
    await shot("roleedit", `/admin/resources/roles/records/${role}/edit`);
    await shot("roleshow", `/admin/resources/roles/records/${role}/show`);
    await shot("audit", "/admin/resources/audit");
    await shot("gradenew", `/admin/resources/grade-scales/actions/new`);
    await platformToken();
    const main = `http://localhost:${appPort()}`;
    await page.goto(main + "/admin/resources/schools", { waitUntil: "networkidle0" });
    await page.type("#name", `superadmin@platform.example.test`);
    await page.type("#password", PASSWORD);
    await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.click("button")]);
    await shot("platform");
    await shot("schoolnew", "x").catch(() => undefined);
    await page.goto(main + "/admin/resources/schools/actions/new", { waitUntil: "networkidle0" });
    await shot("schoolnew");
    await page.goto(main + "/admin/resources/schools", { waitUntil: "networkidle0" });
    const sid = await page.evaluate("fetch('/admin/data/schools').then(r => r.json()).then(b => b.data[0].id)");
    await page.goto(main + `/admin/resources/schools/records/${sid}/suspend`, { waitUntil: "networkidle0" });
    await shot("suspend");
    await page.goto(main + `/admin/resources/schools/records/${sid}/show`, { waitUntil: "networkidle0" });
    await shot("schoolshow");
    await page.goto(main + `/admin/resources/domains`, { waitUntil: "networkidle0" });
    await shot("domains");
    const actions = await page.evaluate("REDUX_STATE.resources.map(r => [r.id, r.actions.map(a => a.name).join(' ')])");
    console.log(JSON.stringify(actions));
    await chrome.close();
  });
});
