import { expect } from "chai";
import type { Browser as Chrome } from "puppeteer";
import { openBrowser } from "../support/realBrowser.js";
import { ownPlatformUser } from "../support/schools.js";
import { demoSchool, type DemoSchool } from "./demoSchool.js";
import { Screen } from "./screen.js";
import { platformPages, schoolPages, type PageOfPanel } from "./pages.js";
import { usePanel } from "./support.js";

/** Each of the two languages with each width and each theme once, and each width with each theme. */
const LOOKS = [
  { language: "en", width: 1366, theme: "light" },
  { language: "en", width: 390, theme: "dark" },
  { language: "pt", width: 390, theme: "light" },
  { language: "pt", width: 1366, theme: "dark" },
] as const;
type Look = (typeof LOOKS)[number];

/** Every page: WCAG 2 A and AA by axe, nothing in the console, no foreign host, no sideways scrolling. */
describe("every page of the panel, at both widths, light and dark, in two languages", function () {
  this.timeout(240_000);
  usePanel();
  let chrome: Chrome;
  let school: DemoSchool;
  before(async () => {
    school = await demoSchool();
    chrome = await openBrowser();
  });
  after(() => chrome.close());

  async function wear(screen: Screen, { language, width, theme }: Look): Promise<void> {
    await screen.page.setViewport({ width, height: width < 700 ? 844 : 768 });
    await screen.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    const saved = await screen.http.ask("PATCH", "/admin/data/preferences", { body: { language, theme: "system" } });
    expect(saved.status, saved.text).to.equal(200);
    await screen.load("/");
  }

  async function look(screen: Screen, { name, to, prepare, provokes }: PageOfPanel, wearing: Look): Promise<string[]> {
    const where = `${name} (${Object.values(wearing).join(", ")})`;
    try {
      await screen.go(to);
      await prepare?.(screen);
      await screen.settled();
    } catch (error) {
      return [`${where}: ${String(error)}`];
    }
    const isMissing = (await screen.page.$('main > .empty a[href="/admin/"]')) !== null;
    const lang = await screen.page.evaluate(() => document.documentElement.lang);
    const wrong = [
      ...(isMissing === (name === "no such page") ? [] : [isMissing ? "is not there" : "is there"]),
      ...(lang === wearing.language ? [] : [`html lang is ${lang}`]),
      ...(await screen.axe()),
      ...(await screen.overflow()).map((one) => `overflow: ${one}`),
      ...screen.faults.splice(0).filter((one) => !provokes?.test(one)),
    ];
    return wrong.map((one) => `${where}: ${one}`);
  }

  async function lookAtAll(screen: Screen, pages: PageOfPanel[]): Promise<void> {
    const wrong: string[] = [];
    for (const wearing of LOOKS) {
      await wear(screen, wearing);
      for (const page of pages) wrong.push(...(await look(screen, page, wearing)));
    }
    expect(wrong.join("\n")).to.equal("");
  }

  it("a school's", async () => {
    const screen = await Screen.open(chrome, school.host, school.head);
    await lookAtAll(screen, await schoolPages(screen, school));
  });

  it("the platform's", async () => {
    const screen = await Screen.open(chrome, "localhost", await ownPlatformUser());
    await lookAtAll(screen, await platformPages(screen));
  });

  it("those before signing in, which need no script", async () => {
    const screen = await Screen.open(chrome, school.host);
    const wrong: string[] = [];
    for (const { language, width, theme } of LOOKS) {
      await screen.page.setViewport({ width, height: 768 });
      await screen.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      for (const path of ["/login", "/forgot", "/reset?token=none"]) {
        await screen.page.goto(screen.address(`${path}${path.includes("?") ? "&" : "?"}lang=${language}`));
        expect(await screen.page.$$("script"), path).to.have.length(0);
        const found = [...(await screen.axe()), ...(await screen.overflow())];
        // A link that leads nowhere any more is answered with 422 and the page that says so.
        found.push(...screen.faults.splice(0).filter((one) => !/status of 422/.test(one)));
        wrong.push(...found.map((one) => `${path} (${language}, ${width}, ${theme}): ${one}`));
      }
    }
    expect(wrong.join("\n")).to.equal("");
  });

  it("is watched by rules that see: an unlabelled field, pale words and a wide box are told", async () => {
    const screen = await Screen.open(chrome, school.host, school.head);
    await screen.load("/");
    await screen.page.evaluate(() => {
      const box = document.createElement("div");
      box.innerHTML = `<input><p style="color:#bbb;background:#fff">pale words</p><p style="width:2000px">wide</p>`;
      document.querySelector("main")?.append(box);
      console.error("told");
      new Image().src = "https://fonts.example.test/x.png";
    });
    const found = (await screen.axe()).join();
    expect(found).to.include("label ×1").and.include("color-contrast");
    expect(await screen.overflow()).not.to.deep.equal([]);
    expect(screen.faults.join()).to.include("told").and.include("asked of https://fonts.example.test/x.png");
  });
});
