import { expect } from "chai";
import type { Browser as Chrome, Page } from "puppeteer";
import { Student } from "../../models/school/Student.js";
import { openBrowser } from "../support/realBrowser.js";
import { Screen } from "./screen.js";
import { schoolWithPanel, usePanel } from "./support.js";

describe("the panel by keyboard alone", function () {
  this.timeout(180_000);
  usePanel();
  let chrome: Chrome;
  let screen: Screen;
  let page: Page;
  let first: string;

  before(async () => {
    const { school } = await schoolWithPanel();
    const child = { firstName: "Ana", gender: "female", dateOfBirth: "2010-02-03" };
    first = await school.inside(async () => {
      const rows = ["Banda", "Chirwa", "Dube"].map((lastName) => ({ ...child, lastName }));
      const made = [];
      for (const row of rows) made.push(await Student.create(row));
      return made[0]!.id;
    });
    chrome = await openBrowser();
    screen = await Screen.open(chrome, school.host, `admin@${school.schema}.example.test`);
    ({ page } = screen);
  });
  after(() => chrome.close());
  afterEach(() => screen.noFaults("by keyboard"));
  const focus = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? "");
  const tabTo = async (selector: string) => {
    for (let step = 0; step < 150; step++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted: string) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`Tab does not lead to ${selector}`);
  };

  for (const path of [
    "/",
    "/resources/students",
    "/resources/students/actions/new",
    "/resources/students/records/:first/show",
    "/pages/preferences",
  ])
    it(`reaches every control of ${path} by Tab, and shows where one is`, async () => {
      await screen.load(path.replace(":first", first));
      const { expected, seen, unseen } = await walk(page);
      expect(seen, "all that can be pressed or filled in").to.include.members(expected);
      expect(unseen, "where the focus cannot be seen").to.deep.equal([]);
      expect(expected.length).to.be.above(15);
    });

  it("ticks a row with Space without opening it, and opens it with Enter", async () => {
    await screen.load("/resources/students");
    await tabTo("tbody input[type=checkbox]");
    await page.keyboard.press("Space");
    await page.waitForSelector(".bulk-bar");
    expect(page.url()).to.equal(screen.address("/resources/students"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.pathname.endsWith("/show"));
  });

  it("moves by j and k, ticks by x, finds by /, and shows the keys by ?", async () => {
    await screen.load("/resources/students");
    await page.keyboard.type("jj");
    expect(await focus()).to.include("Chirwa");
    await page.keyboard.type("kx");
    expect(await page.$eval("tr.ticked a", (link) => link.textContent)).to.include("Banda");
    await page.keyboard.type("?");
    await page.waitForSelector("dialog[open] .keys");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press("/");
    expect(await focus()).to.include("global-search");
    await page.keyboard.type("j?");
    expect(await page.$eval("#global-search", (input) => (input as HTMLInputElement).value)).to.equal("j?");
  });

  it("closes a dialog and a menu by Escape, and the focus is back where it was", async () => {
    await screen.load(`/resources/students/records/${first}/show`);
    await tabTo(".more-box > button");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".more-box .menu-box");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".more-box .menu-box"));
    await page.keyboard.press("Enter");
    await tabTo(".menu-box button.danger");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await tabTo(".avatar");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".user-menu .menu-box");
    await page.keyboard.press("Escape");
    expect(await focus()).to.include("avatar");
  });

  it("closes the phone's menu by Escape, and keeps the focus in it while it is open", async () => {
    await page.setViewport({ width: 390, height: 844 });
    await screen.load("/resources/students");
    await tabTo(".menu-button");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog.drawer[open]");
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      // Between its last and its first entry the focus is the browser's own for one step.
      const outside = await page.evaluate(() => document.activeElement?.closest("main, .top-bar") !== null);
      expect(outside).to.equal(false);
    }
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    expect(await focus()).to.include("menu-button");
    await page.setViewport({ width: 1366, height: 768 });
  });
});

/** Goes round a page by Tab: what was met, and what of it could not be seen to have the focus. */
async function walk(page: Page): Promise<{ expected: string[]; seen: string[]; unseen: string[] }> {
  const expected = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
      "a[href], button:not(:disabled), input:not([type=radio]:not(:checked)), select, textarea, summary",
    );
    const shown = [...all].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    return shown.map((one, at) => (one.dataset.walk = String(at)));
  });
  const seen: string[] = [];
  const [visible, dark] = [new Set<string>(), new Map<string, string>()];
  for (let step = 0; step < expected.length * 4 + 20; step++) {
    await page.keyboard.press("Tab");
    const [at, isVisible, html] = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      return [one.dataset.walk ?? "", ring && box.width > 0, one.outerHTML.slice(0, 120)] as const;
    });
    if (at && isVisible) visible.add(at);
    else if (at) dark.set(at, html);
    if (at && seen.includes(at) && at === seen[0]) break;
    if (at) seen.push(at);
  }
  // A date field has steps inside: on its calendar's button the ring is drawn around that, not around the field.
  return { expected, seen, unseen: [...dark].filter(([at]) => !visible.has(at)).map(([, html]) => html) };
}
