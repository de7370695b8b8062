import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser as Chrome, ElementHandle, Page } from "puppeteer";
import { Role } from "../../models/school/Role.js";
import { RoleAssignment } from "../../models/school/RoleAssignment.js";
import { Student } from "../../models/school/Student.js";
import { fill, openBrowser, press, sees } from "../support/realBrowser.js";
import { PASSWORD, type School } from "../support/schools.js";
import { Screen } from "./screen.js";
import { schoolWithPanel, usePanel, userWith } from "./support.js";

const child = { gender: "female", dateOfBirth: "2010-02-03" };

describe("what people do to the panel that they should not", function () {
  this.timeout(180_000);
  usePanel();
  let chrome: Chrome;
  let school: School;
  let admin: string;
  let screen: Screen;
  let page: Page;

  before(async () => {
    ({ school } = await schoolWithPanel());
    admin = `admin@${school.schema}.example.test`;
    chrome = await openBrowser();
    screen = await Screen.open(chrome, school.host, admin);
    ({ page } = screen);
  });
  after(() => chrome.close());
  const student = (lastName: string) => school.inside(() => Student.create({ ...child, firstName: "Ana", lastName }));
  const stored = (id: string) => school.inside(() => Student.findByPk(id, { rejectOnEmpty: true }));
  const valueOf = (on: Page, field: string) => on.$eval(`#field-${field}`, (one) => (one as HTMLInputElement).value);
  const done = (on: Page) => on.waitForFunction(() => location.pathname.endsWith("/show"));

  it("a photo of 20 MB, and one that is no image, are refused at the field before and after they are sent", async () => {
    const folder = mkdtempSync(join(tmpdir(), "formroom-photo-"));
    const [huge, text] = [join(folder, "huge.jpg"), join(folder, "text.jpg")];
    writeFileSync(huge, Buffer.alloc(20 * 1024 * 1024));
    writeFileSync(text, "no picture at all");
    await screen.load("/resources/students/actions/new");
    const field = (await page.$("#field-photoFileId")) as ElementHandle<HTMLInputElement>;
    await field.uploadFile(huge);
    await sees(page, "larger than 10 MB");
    screen.noFaults("not even sent");
    await field.uploadFile(text);
    await page.waitForFunction(
      () => !/10 MB/.test(document.querySelector(".file-control .field-error")?.textContent ?? "10 MB"),
    );
    screen.noFaults("refused", /status of 4\d\d/);
    rmSync(folder, { recursive: true });
  });

  it("a link with a filter that this version does not know says so, and offers the whole list", async () => {
    await screen.load("/resources/students?nonsense=1");
    await page.waitForSelector("main .problem");
    screen.noFaults("refused", /status of 422/);
    await press(page, "Show all");
    await screen.settled();
    expect(await page.$("main .problem")).to.equal(null);
    expect(page.url()).to.equal(screen.address("/resources/students"));
  });

  it("two tabs that change one record: the second sees both values and chooses; what only one changed is kept", async () => {
    const { id } = await student("Twice");
    const second = await Screen.open(chrome, school.host, admin);
    for (const one of [screen, second]) await one.load(`/resources/students/records/${id}/edit`);
    await fill(page, "First name", "Mine");
    await fill(page, "Middle name", "Kept");
    await press(page, "Save");
    await done(page);
    await fill(second.page, "First name", "Other");
    await press(second.page, "Save");
    await second.page.waitForSelector(".conflict");
    expect(await second.page.$eval(".conflict", (one) => (one as HTMLElement).innerText))
      .to.include("Yours: Other")
      .and.include("Theirs: Mine");
    await press(second.page, "Go on with these values");
    await press(second.page, "Save");
    await done(second.page);
    expect(await stored(id)).to.include({ firstName: "Other", middleName: "Kept" });
    await second.page.close();
  });

  it("a network that goes in the middle of saving: what was typed stays, and is saved when it is back", async () => {
    const { id } = await student("Offline");
    await screen.load(`/resources/students/records/${id}/edit`);
    await fill(page, "First name", "Patient");
    await page.setOfflineMode(true);
    await press(page, "Save");
    await sees(page, "There is no network");
    expect(await valueOf(page, "firstName")).to.equal("Patient");
    await page.setOfflineMode(false);
    screen.noFaults("offline", /ERR_INTERNET_DISCONNECTED/);
    await press(page, "Save");
    await done(page);
    expect((await stored(id)).firstName).to.equal("Patient");
  });

  it("a session that ended asks for the password in place, and the save goes through", async () => {
    const { id } = await student("Ended");
    await screen.load(`/resources/students/records/${id}/edit`);
    await fill(page, "First name", "Awake");
    await page.browserContext().deleteCookie(...(await page.browserContext().cookies()));
    await press(page, "Save");
    await page.waitForSelector("#again-password");
    await page.type("#again-password", "wrong");
    await page.keyboard.press("Enter");
    await page.waitForSelector("dialog .field-error");
    await page.click("#again-password", { count: 3 });
    await page.type("#again-password", PASSWORD);
    await page.keyboard.press("Enter");
    await done(page);
    expect((await stored(id)).firstName).to.equal("Awake");
    screen.noFaults("ended", /status of 401/);
    screen.http.cookie = (await page.browserContext().cookies())
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
  });

  it("a role that was taken away meanwhile: the save is refused in words, what was typed stays", async () => {
    const { id } = await student("Role");
    const writer = await userWith(school, ["students.read", "students.write"]);
    const theirs = await Screen.open(chrome, school.host);
    theirs.http.cookie = writer.cookie;
    await theirs.useCookie();
    await theirs.load(`/resources/students/records/${id}/edit`);
    await fill(theirs.page, "First name", "Late");
    await school.inside(async () => {
      const { roleId } = await RoleAssignment.findOne({ where: { userId: writer.userId }, rejectOnEmpty: true });
      const role = await Role.findByPk(roleId, { rejectOnEmpty: true });
      await role.update({ permissions: ["students.read"] });
    });
    await press(theirs.page, "Save");
    await theirs.page.waitForSelector("form .problem, #again-password");
    expect(await valueOf(theirs.page, "firstName")).to.equal("Late");
    expect((await stored(id)).firstName).to.equal("Ana");
    theirs.noFaults("refused", /status of 40[13]/);
    await theirs.page.close();
  });

  for (const [what, lastName] of [
    ["of 200 letters", "Maximiliano".repeat(20).slice(0, 200)],
    ["from right to left", "عبد الرحمن بن محمد‏ الإبراهيمي"],
    ["that is script", `</script><img src=x onerror="console.error('hit')">`],
  ] as const)
    it(`a name ${what} breaks no page, on neither width`, async () => {
      const { id } = await student(lastName);
      for (const width of [1366, 390]) {
        await page.setViewport({ width, height: 800 });
        for (const path of [
          "/resources/students?sort=-createdAt",
          `/resources/students/records/${id}/show`,
          `/resources/students/records/${id}/edit`,
        ]) {
          await screen.load(path);
          expect(await page.evaluate(() => document.body.textContent), path).to.include(lastName.slice(0, 20));
          expect(await screen.overflow(), `${path} at ${width}`).to.deep.equal([]);
        }
      }
      screen.noFaults(what);
      await page.setViewport({ width: 1366, height: 768 });
    });
});
