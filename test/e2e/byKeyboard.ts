import { expect } from "chai";
import type { Page } from "puppeteer";
import { sees } from "../support/realBrowser.js";

/** A teacher's afternoon without a mouse: nothing here clicks, and nothing sets the focus but keys. */
export async function teacherByKeyboard(page: Page, address: (path: string) => string, password: string) {
  await page.goto(address("/admin/"));
  await page.waitForFunction(() => document.activeElement?.id === "name"); // the field has the focus by itself
  await page.keyboard.type("teacher@gp.example.test");
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await page.waitForSelector(".frame h1");

  const answer = await page.evaluate(async () => {
    const asked = await fetch("/admin/view/students?pageSize=1&status=active");
    return { status: asked.status, text: await asked.text() };
  });
  expect(answer.status, answer.text).to.equal(200);
  const surname = (JSON.parse(answer.text) as { rows: { lastName: string }[] }).rows[0]?.lastName ?? "";
  expect(surname).to.match(/\w/);
  await find(page, surname);
  await page.waitForFunction(
    (wanted: string) =>
      /\/students\/records\/[\w-]+\/show/.test(location.pathname) &&
      document.querySelector("h1")?.textContent?.includes(wanted),
    {},
    surname,
  );

  await find(page, "Marks");
  await page.waitForSelector("input.mark");
  await tabTo(page, "input.mark");
  const typed = await enterColumn(page);
  await sees(page, "All saved");
  await page.reload();
  await page.waitForSelector("input.mark");
  expect(await column(page)).to.deep.equal(typed);

  await find(page, "Results");
  await page.waitForFunction(() => location.pathname === "/admin/pages/results");
  await page.waitForSelector("main table tbody tr");

  await tabTo(page, ".avatar");
  await page.keyboard.press("Enter");
  await tabTo(page, ".menu-box form button");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await page.waitForFunction(() => location.pathname === "/admin/login");
}

/** Ctrl+K, words, arrows to the first thing found whose name holds them, Enter. */
async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press("k");
  await page.keyboard.up("Control");
  await page.keyboard.type(words);
  const place = await page.waitForFunction(
    (wanted: string) => {
      const found = [...document.querySelectorAll(".global-search [role=option] span")];
      const at = found.findIndex((one) => one.textContent?.includes(wanted));
      return at < 0 ? undefined : { at };
    },
    {},
    words,
  );
  const { at } = (await place.jsonValue()) ?? { at: 0 };
  for (let step = 0; step < at; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** Tab until the focus is there; fails when a whole round does not lead there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted: string) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** Types 1, 2, 3 … down the column that has the focus, Enter after each. */
async function enterColumn(page: Page): Promise<string[]> {
  const count = (await column(page)).length;
  for (let row = 0; row < count; row++) {
    await page.keyboard.type(String(1 + (row % 20)));
    await page.keyboard.press("Enter");
  }
  return Array.from({ length: count }, (_, row) => String(1 + (row % 20)));
}

const column = (page: Page): Promise<string[]> =>
  page.$$eval("input.mark", (all) => {
    const first = Math.min(...all.map((one) => Number(one.getAttribute("data-column"))));
    return all.filter((one) => Number(one.getAttribute("data-column")) === first).map((one) => one.value);
  });
