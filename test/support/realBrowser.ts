import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer";
import { prepareChromium } from "../../app/reports/chromium.js";

/** A real Chromium for pages of ours: the papers' binary without the papers' walls around the network. */
export async function openBrowser(): Promise<Browser> {
  const folder = join(new URL("../..", import.meta.url).pathname, "node_modules/.cache/formroom-chromium");
  const { executablePath, env, args } = await prepareChromium({ folder, executablePath: process.env.CHROMIUM_PATH });
  const open = args.filter((arg) => !/^--(host-resolver-rules|proxy-|force-webrtc)/.test(arg));
  return puppeteer.launch({
    executablePath,
    env,
    args: open,
    headless: "shell",
    defaultViewport: { width: 1366, height: 768 },
  });
}

/** Types into the control that a label names. */
export async function fill(page: Page, label: string, value: string): Promise<void> {
  const handle = await page.waitForSelector(`xpath///label[normalize-space(translate(., '*', ''))="${label}"]`);
  const name = await handle?.evaluate((element) => (element as HTMLLabelElement).htmlFor);
  const input = name ? `[id="${name}"]` : undefined;
  if (!input) throw new Error(`the label ${label} names no control`);
  const isSelect = await page.$eval(input, (element) => element.tagName === "SELECT");
  if (isSelect) await page.select(input, value);
  else await page.type(input, value);
}

/** Waits until the page shows a text. */
export async function sees(page: Page, text: string, timeout = 30_000): Promise<void> {
  await page.waitForFunction((wanted: string) => document.body.innerText.includes(wanted), { timeout }, text);
}
