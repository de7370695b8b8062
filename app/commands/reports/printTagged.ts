import type { Browser, PDFOptions } from "puppeteer";
import { problem } from "../../errors.js";
import { launchBrowser } from "../../reports/browser.js";
import type { CardSnapshot } from "../../reports/cardSnapshot.js";
import type { Chromium } from "../../reports/chromium.js";
import { cardsHtml } from "../../reports/html.js";
import { printCards } from "../../reports/printPage.js";
import { withDeadline } from "../../reports/withDeadline.js";
import { assertNoScope } from "../../tenancy/context.js";

/** Milliseconds for one card, then the browser is killed. */
const DEADLINE = 10_000;

/**
 * One card with the tags that a screen reader needs, by the same page, defences and measuring as a batch's: only the
 * browser that is handed to `printCards` makes pages whose `pdf` writes tags. A batch leaves them out (reports.md 1).
 */
export async function printTagged(chromium: Chromium, card: CardSnapshot): Promise<Uint8Array> {
  assertNoScope("printing");
  const html = cardsHtml([card]);
  const running = await launchBrowser(chromium);
  try {
    const work = printCards(tagging(running.browser), running.idle, html);
    const { pdf } = await withDeadline(DEADLINE, work, () => running.kill());
    if (!pdf.length) throw problem("incomplete", "The card fits on no paper: a comment is too long");
    return pdf;
  } finally {
    await running.close();
  }
}

function tagging(browser: Browser): Browser {
  const newPage = async () => {
    const page = await browser.newPage();
    const print = page.pdf.bind(page);
    page.pdf = (options?: PDFOptions) => print({ ...options, tagged: true });
    return page;
  };
  return { newPage } as unknown as Browser;
}
