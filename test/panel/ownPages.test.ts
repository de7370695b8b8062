import { expect } from "chai";
import type { Browser as Chrome } from "puppeteer";
import { fill, openBrowser, press, sees } from "../support/realBrowser.js";
import { makeSchool, PASSWORD, platformToken, type School } from "../support/schools.js";
import { Screen } from "./screen.js";
import { usePanel } from "./support.js";

const NEW = "four words of our own";

describe("settings, preferences and the platform's pages in a real browser", function () {
  this.timeout(120_000);
  usePanel();
  let school: School;
  let chrome: Chrome;
  let screen: Screen;
  const email = () => `admin@${school.schema}.example.test`;

  before(async () => {
    school = await makeSchool();
    await platformToken();
    chrome = await openBrowser();
    screen = await Screen.open(chrome, school.host, email());
  });
  after(() => chrome.close());
  afterEach(function () {
    screen.noFaults(this.currentTest?.title ?? "", /status of (401|409|422)/);
  });

  it("says that nothing waits, or what does and where it ends", async () => {
    await screen.load("/");
    expect(await screen.text()).to.include("No school year is the current one");
    await screen.page.click(".todo a");
    await screen.settled();
    expect(screen.page.url()).to.include("/admin/resources/sessions");
  });

  it("saves the rule of positions in words, and shows both values when somebody else saved meanwhile", async () => {
    const { page, http } = screen;
    await screen.load("/pages/settings?page=assessment");
    expect(await screen.text()).to.include("First by the number of subjects passed");
    await page.$eval(`[aria-label="Total: one place up"]`, (button) => (button as HTMLElement).click());
    await press(page, "Save");
    await sees(page, "Saved");
    const ranking = async () =>
      ((await http.ask("GET", "/admin/data/settings/assessment")).body as { ranking: { default: { chain: string[] } } })
        .ranking.default.chain;
    expect(await ranking()).to.deep.equal(["passes", "total", "gradeProfile"]);
    const theirs = { ranking: { default: { chain: ["points"], ties: "dense" } } };
    expect((await http.ask("PATCH", "/admin/data/settings/assessment", { body: theirs })).status).to.equal(200);
    await page.$eval(`[aria-label="Total: leave out"]`, (button) => (button as HTMLElement).click());
    await press(page, "Save");
    await sees(page, "First by the points of the grades. Equals share a place and none is left free");
    await page.evaluate(() => document.querySelectorAll<HTMLElement>(".conflict input")[1]?.click());
    await press(page, "Go on with these values");
    await press(page, "Save");
    await page.waitForFunction(() => !document.querySelector(".conflict"));
    await screen.settled();
    expect(await ranking()).to.deep.equal(["points"]);
  });

  it("comes back in the language that was chosen, and says that it is saved", async () => {
    await screen.load("/pages/preferences");
    await fill(screen.page, "Language", "Français");
    await press(screen.page, "Save");
    await sees(screen.page, "Préférences");
    await sees(screen.page, "Enregistré");
    expect(await screen.page.evaluate(() => document.documentElement.lang)).to.equal("fr");
    await fill(screen.page, "Langue", "–");
    await press(screen.page, "Enregistrer");
    await sees(screen.page, "Preferences");
  });

  it("changes the password in place, and the page goes on without asking for it", async () => {
    const { page } = screen;
    await screen.load("/pages/preferences");
    await fill(page, "Password now", PASSWORD);
    await fill(page, "New password", NEW);
    await fill(page, "The new one once more", `${NEW}!`);
    await press(page, "Change the password");
    await sees(page, "is not the same as the new password");
    await fill(page, "The new one once more", NEW);
    await press(page, "Change the password");
    await sees(page, "The password is changed");
    await screen.go("/resources/students");
    expect(await screen.text()).to.include("There are no students yet.");
    expect(await page.$("dialog[open]")).to.equal(null);
  });

  it("enters a school as one of its users from the school's record, with a reason", async () => {
    const platform = await Screen.open(chrome, "localhost", "superadmin@platform.example.test");
    const { page } = platform;
    const [found] = (
      (await platform.http.ask("GET", `/admin/data/schools?schemaName=${school.schema}`)).body as {
        data: { id: string }[];
      }
    ).data;
    await platform.load(`/resources/schools/records/${found?.id ?? ""}/show?tab=use`);
    await sees(page, "Active students");
    await press(page, "Act as");
    await fill(page, "Reason", "Asked by the office on the telephone");
    await page.click("dialog .main");
    await page.waitForFunction((host: string) => location.hostname === host, {}, school.host);
    await platform.settled();
    expect(await platform.text()).to.include("You act as Ada Admin. Pat superadmin is responsible");
  });
});
