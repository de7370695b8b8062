import puppeteer from "puppeteer";
import { testChromium } from "../reports/support.js";
import { appPort } from "../support/app.js";
import { PASSWORD } from "../support/schools.js";
import { Term } from "../../models/school/Term.js";
import { madeId, schoolWithPanel, usePanel } from "./support.js";
describe("look", function () {
  this.timeout(240_000);
  usePanel();
  it("goes", async () => {
    const { school, browser } = await schoolWithPanel();
    const year = madeId(await browser.create("sessions", { name: "2031", startsOn: "2031-01-10", endsOn: "2031-12-10" }));
    const term = await school.inside(() => Term.create({ sessionId: year, name: "Term 1", number: 1, startsOn: "2031-01-10", endsOn: "2031-04-10" }));
    const round = madeId(await browser.create("exam-sessions", { termId: term.id, name: "Finals", weight: "40" }));
    const { executablePath, env } = await testChromium();
    const chrome = await puppeteer.launch({ executablePath, env, headless: "shell", args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--host-resolver-rules=MAP *.localhost 127.0.0.1, EXCLUDE localhost"] });
    const page = await chrome.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    const base = `http://${school.host}:${appPort()}/admin/`;
    const shot = async (name: string, path: string) => { await page.goto(base + path, { waitUntil: "networkidle0" }); await page.screenshot({ path: `/tmp/shots/${name}.png` as never }); };
    await page.goto(base + "login");
    await page.type("#name", `admin@${school.schema}.example.test`);
    await page.type("#password", PASSWORD);
    await Promise.all([page.waitForNavigation({ waitUntil: "networkidle0" }), page.click("button")]);
    await shot("f2", `resources/exam-sessions/records/${round}/show`);
    await chrome.close();
  });
});
