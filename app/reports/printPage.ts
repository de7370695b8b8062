import type { Browser, Page } from "puppeteer";

/** What one page printed: `pagesOf[i]` pages for card i, 0 for a card that fits on no paper. */
export interface Printed {
  pdf: Uint8Array;
  pagesOf: number[];
}

/**
 * Prints one HTML page of cards. `idle` are the browser's pages that wait: one is taken or made, and goes back only when
 * all went well (after a crash the next call on a page would hang: reports.md 4). A browser prints one school's cards, so
 * pages may be used again; that saves a process a chunk.
 * Rejects when the page or the browser dies; has no deadline of its own (see withDeadline).
 */
export async function printCards(browser: Browser, idle: Page[], html: string): Promise<Printed> {
  const page = idle.pop() ?? (await openPage(browser));
  let onCrash: (error: Error) => void = () => undefined;
  const crashed = new Promise<never>((_, reject) => (onCrash = reject));
  crashed.catch(() => undefined);
  page.once("error", onCrash);
  try {
    const printed = await Promise.race([print(page, html), crashed]);
    idle.push(page);
    return printed;
  } catch (error) {
    page.close().catch(() => undefined); // not awaited: a crashed page may never answer
    throw error;
  } finally {
    page.off("error", onCrash);
  }
}

/**
 * A page with two of the four defences: page JavaScript off, and every request that is not a data URL refused. The CSP
 * stands in the HTML, the dead proxy in the browser's flags.
 */
async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    const answer = request.url().startsWith("data:")
      ? request.continue()
      : request.isNavigationRequest()
        ? request.respond({ status: 204 }) // "no content" leaves our page standing; an abort puts an error page there
        : request.abort("blockedbyclient");
    answer.catch(() => undefined);
  });
  await page.emulateMediaType("print");
  return page;
}

async function print(page: Page, html: string): Promise<Printed> {
  await page.setContent(html, { waitUntil: "load" });
  const pagesOf = (await page.evaluate(FIT_CARDS)) as number[];
  if (pagesOf.every((pages) => pages === 0)) return { pdf: new Uint8Array(), pagesOf };
  // Untagged: a fifth of the size, equal bytes at each run, and the tags would be lost when chunks are joined.
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: false, outline: false });
  return { pdf: fixedDates(pdf), pagesOf };
}

/**
 * Measures every card and makes it fit: as it is, else `dense`, else on two pages, else left out (0). A clipped card
 * looks finished, so nothing is printed unmeasured. A string, since a compiled function brings helpers of the compiler.
 */
const FIT_CARDS = `(async () => {
  await document.fonts.ready;
  const spills = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;
  const cards = [...document.querySelectorAll('.card')];
  const state = new Map(cards.map((card) => [card, 1]));
  const tooLong = (wanted) => wanted.filter((card) => [card, ...card.querySelectorAll('.upper, .lower')].some(spills));
  let left = tooLong(cards);
  for (const card of left) card.classList.add('dense');
  left = left.length ? tooLong(left) : left;
  for (const card of left) { card.classList.remove('dense'); card.classList.add('two-page'); state.set(card, 2); }
  left = left.length ? tooLong(left) : left;
  for (const card of left) { card.classList.add('left-out'); state.set(card, 0); }
  return cards.map((card) => state.get(card));
})()`;

const DATES = /\/(CreationDate|ModDate) \(D:\d{14}/g;

/** The only bytes that differ between two prints: Chromium's clock. Same length, so that the file's table stays right. */
function fixedDates(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  return Buffer.from(
    text.replace(DATES, (_, name: string) => `/${name} (D:20000101000000`),
    "latin1",
  );
}
