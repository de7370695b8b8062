import "./support/settings.js";
import type { Browser, CDPSession, Page } from "puppeteer";
import { demoSchool } from "../test/panel/demoSchool.js";
import { appPort, closeApp, serveApp } from "../test/support/app.js";
import { openBrowser } from "../test/support/realBrowser.js";
import { PASSWORD } from "../test/support/schools.js";
import { withCluster } from "./support/cluster.js";
import { spread } from "./support/figures.js";
import { serveStock } from "./support/stockPanel.js";

/** Rounds: `npm run bench -- panel 1` for a first look; the stock panel takes more than a minute each. */
const ROUNDS = Number(process.argv[2] ?? 3);
/** A village line. */
const LINE = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
/** How long somebody types a name and a password. */
const TYPING_MS = 10_000;

interface Panel {
  origin: string;
  /** The fields and what is there when the first page can be used. */
  name: string;
  password: string;
  ready: string;
  user: string;
}
interface Seen {
  signIn: number;
  signInKb: number;
  dashboard: number;
  dashboardCold: number;
  allKb: number;
}

/**
 * The first load of the sign-in page and of the dashboard, in a real browser at 400 kbit/s and 400 ms: ours and
 * AdminJS's own in one run, nothing cached. The dashboard once after ten seconds of typing, and once without any.
 */
async function run(): Promise<void> {
  // AdminJS chooses its scripts when it is loaded: the small ones in production. Our own settings were read before.
  process.env["NODE_ENV"] = "production";
  const { panelRouter } = await import("../app/panel/index.js");
  await serveApp({ panel: await panelRouter() });
  const school = await demoSchool();
  const stock = await serveStock();
  const chrome = await openBrowser();
  const ours: Panel = {
    origin: `http://${school.host}:${appPort()}`,
    name: "#name",
    password: "#password",
    ready: ".frame main h1",
    user: school.head,
  };
  const theirs: Panel = {
    origin: `http://127.0.0.1:${stock.port}`,
    name: "input[name=email]",
    password: "input[name=password]",
    ready: "[data-css=sidebar]",
    user: "a@example.test",
  };
  try {
    const [mine, others]: [Seen[], Seen[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      mine.push(await visit(chrome, ours));
      console.error(`  round ${round + 1}: ours`, JSON.stringify(mine.at(-1)));
      others.push(await visit(chrome, theirs));
      console.error(`  round ${round + 1}: stock`, JSON.stringify(others.at(-1)));
    }
    console.log(
      `panel: first load at 400 kbit/s and 400 ms, nothing cached, ${ROUNDS} rounds; seconds, median (range)`,
    );
    tell("ours", mine);
    tell("stock AdminJS, no resource", others);
    console.log("  goals: sign-in < 1 s, dashboard < 3 s");
  } finally {
    await chrome.close();
    stock.stop();
    await closeApp();
  }
}

function tell(name: string, all: Seen[]): void {
  const of = (key: keyof Seen, digits: number) =>
    spread(
      all.map((one) => one[key]),
      digits,
    );
  console.log(
    `  ${name}: sign-in ${of("signIn", 1)} (${of("signInKb", 0)} kB), dashboard after typing ${of("dashboard", 1)}, ` +
      `at once ${of("dashboardCold", 1)}; ${of("allKb", 0)} kB in all`,
  );
}

async function visit(chrome: Browser, panel: Panel): Promise<Seen> {
  const first = await once(chrome, panel, TYPING_MS);
  const second = await once(chrome, panel, 0);
  const { signIn, signInKb, dashboard, allKb } = first;
  return { signIn, signInKb, dashboard, allKb, dashboardCold: second.dashboard };
}

async function once(chrome: Browser, panel: Panel, typing: number) {
  const context = await chrome.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(300_000);
  const line = await page.createCDPSession();
  await line.send("Network.enable");
  const bytes = countBytes(line);
  await line.send("Network.emulateNetworkConditions", LINE);
  const signIn = await time(async () => {
    void page.goto(`${panel.origin}/admin/login`).catch(() => undefined);
    await seen(page, panel.name);
  });
  const signInKb = bytes() / 1000;
  await new Promise((resolve) => setTimeout(resolve, typing));
  await write(page, panel.name, panel.user);
  await write(page, panel.password, PASSWORD);
  const dashboard = await time(async () => {
    await page.keyboard.press("Enter");
    await seen(page, panel.ready);
  });
  const all = { signIn, signInKb, dashboard, allKb: bytes() / 1000 };
  await context.close();
  return all;
}

/** Waits for an element that can be seen, across a navigation. */
const seen = (page: Page, selector: string) =>
  page.waitForFunction(
    (wanted: string) => document.querySelector(wanted)?.checkVisibility(),
    { polling: 50 },
    selector,
  );

async function write(page: Page, field: string, words: string): Promise<void> {
  await page.focus(field);
  await page.keyboard.sendCharacter(words);
}

function countBytes(line: CDPSession): () => number {
  let sum = 0;
  line.on("Network.loadingFinished", ({ encodedDataLength }) => (sum += encodedDataLength));
  return () => sum;
}

async function time(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

await withCluster(run);
process.exit(); // the pool of this process keeps it for its idle time
