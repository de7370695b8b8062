import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer";
import { prepareChromium } from "../../app/reports/chromium.js";

const CACHE = join(new URL("../..", import.meta.url).pathname, "node_modules/.cache/formroom-chromium");

/**
 * A real Chromium for pages of ours: the papers' binary without the papers' walls around the network. Schools' hosts are
 * this machine; no other host is one, so a page that asks for a font elsewhere fails here.
 */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env, args } = await prepareChromium({
    folder: CACHE,
    executablePath: process.env.CHROMIUM_PATH,
  });
  const open = args.filter((arg) => !/^--(host-resolver-rules|proxy-|force-webrtc|hide-scrollbars)/.test(arg));
  return puppeteer.launch({
    executablePath,
    env: { ...env, ...(env.FONTCONFIG_PATH ? { FONTCONFIG_FILE: fontsConf(env.FONTCONFIG_PATH) } : {}) },
    args: [
      ...open,
      "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ],
    headless: "shell",
    defaultViewport: { width: 1366, height: 768 },
  });
}

/** The papers' browser has one family for screens, and would choose a serif for a bold `system-ui`. */
function fontsConf(fonts: string): string {
  const file = join(CACHE, "screen-fonts.conf");
  const family = `<edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit>`;
  const draft = `${file}.${process.pid}`;
  writeFileSync(
    draft,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>` +
      `<cachedir>${CACHE}/screen-font-cache</cachedir><match target="pattern">${family}</match></fontconfig>`,
  );
  renameSync(draft, file); // another process may be reading it
  return file;
}

/** The control that a label names, by its selector. */
export async function control(page: Page, label: string): Promise<string> {
  const words = `normalize-space(text()[1])`;
  const handle = await page.waitForSelector(`xpath///label[${words}="${label}"]`);
  const id = await handle?.evaluate((element) => (element as HTMLLabelElement).htmlFor);
  if (!id) throw new Error(`the label ${label} names no control`);
  return `[id="${id}"]`;
}

/** Types into the control that a label names: text, a choice by its words, a day as "2011-03-14". */
export async function fill(page: Page, label: string, value: string): Promise<void> {
  const input = await control(page, label);
  const kind = await page.$eval(input, (element) => (element as HTMLInputElement).type);
  if (kind === "select-one") {
    const found = await page.$eval(
      input,
      (element, words) => [...(element as HTMLSelectElement).options].find((one) => one.text === words)?.value,
      value,
    );
    if (found === undefined) throw new Error(`${label} offers no ${value}`);
    await page.select(input, found);
  } else if (kind === "date") {
    const [year, month, day] = value.split("-");
    await page.type(input, `${month}${day}${year}`); // the browser speaks American
  } else {
    await page.click(input, { count: 3 });
    await page.type(input, value);
  }
}

/** Chooses in a search field the first row that the words find. */
export async function pick(page: Page, label: string, words: string): Promise<void> {
  const input = await control(page, label);
  await page.click(input);
  await page.type(input, words);
  await page.waitForFunction(
    (selector: string, wanted: string) => {
      const list = document.getElementById(document.querySelector(selector)?.getAttribute("aria-controls") ?? "");
      return list?.querySelector("[aria-selected=true]")?.textContent?.includes(wanted);
    },
    {},
    input,
    words,
  );
  await page.keyboard.press("Enter");
}

/** Presses the button that is called so. */
export async function press(page: Page, name: string): Promise<void> {
  const button = await page.waitForSelector(`xpath///button[normalize-space()="${name}"]`, { timeout: 10_000 });
  await button?.click();
}

/** Waits until the page shows a text; between two pages there is no body, and a look that throws is not repeated. */
export async function sees(page: Page, text: string, timeout = 30_000): Promise<void> {
  await page.waitForFunction(
    (wanted: string) => (document.body as HTMLElement | null)?.innerText.includes(wanted),
    { timeout },
    text,
  );
}
