import "./support/settings.js";
import type { CDPSession, Page } from "puppeteer";
import { withCluster } from "./support/cluster.js";
import { part } from "./support/figures.js";
import { fillGrid } from "./support/grid.js";
import { panelRouter } from "../app/panel/index.js";
import { closeApp, serveApp } from "../test/support/app.js";
import { testDatabase } from "../test/support/database.js";
import { openBrowser } from "../test/support/realBrowser.js";
import { makeSchool } from "../test/support/schools.js";
import { Screen } from "../test/panel/screen.js";

const STUDENTS = 60;
const EXAMS = 10;
const KEYS = Number(process.argv[2] ?? 200);
const GOAL = 2;
const WHAT = ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration"] as const;
type Cost = Record<(typeof WHAT)[number], number>;

/**
 * What a key costs in the marks grid with 600 cells: Chromium's own counters before and after each real key press, at the
 * processor's own speed and six times slower, as a cheap phone or an old office machine is. Saving goes on meanwhile.
 * The time is the page's thread's own, so that neighbours on a busy machine are not counted.
 */
async function run(): Promise<void> {
  await testDatabase();
  await serveApp({ panel: await panelRouter() });
  const school = await makeSchool("ZW", "benchgrid");
  const at = await school.inside(() => fillGrid(STUDENTS, EXAMS));
  const chrome = await openBrowser();
  try {
    const screen = await Screen.open(chrome, school.host, `admin@${school.schema}.example.test`);
    const { page } = screen;
    await page.setViewport({ width: 1366, height: 768 });
    await screen.load(`/pages/marks?examSessionId=${at.examSessionId}&classSessionId=${at.classSessionId}`);
    const counters = await page.createCDPSession();
    await counters.send("Performance.enable", { timeDomain: "threadTicks" });
    const cells = await page.$$eval("input.mark", (all) => all.length);
    console.log(`panelGrid: ${cells} cells, ${KEYS} keys of each kind; ms, p50 / p95`);
    for (const slower of [1, 6]) {
      await page.emulateCPUThrottling(slower);
      await press(page, counters, 20);
      const { digits, enters } = await press(page, counters, KEYS);
      tell(`digit, ${slower} × slower`, digits);
      tell(`Enter, ${slower} × slower`, enters);
    }
  } finally {
    await chrome.close();
    await closeApp();
  }
}

/** Types two digits into a cell and goes down, from the first cell on, column by column. */
async function press(page: Page, counters: CDPSession, keys: number): Promise<{ digits: Cost[]; enters: Cost[] }> {
  const [digits, enters]: [Cost[], Cost[]] = [[], []];
  for (let done = 0; done < keys; done++) {
    const [row, column] = [done % STUDENTS, Math.floor(done / STUDENTS) % EXAMS];
    if (row === 0) await page.focus(`input[data-row="0"][data-column="${column}"]`);
    digits.push(await cost(page, counters, String(1 + (done % 9))));
    digits.push(await cost(page, counters, String((done * 7) % 10)));
    enters.push(await cost(page, counters, "Enter"));
  }
  return { digits, enters };
}

async function cost(page: Page, counters: CDPSession, key: string): Promise<Cost> {
  const before = await read(counters);
  await page.keyboard.press(key as "Enter");
  const after = await read(counters);
  return Object.fromEntries(WHAT.map((name) => [name, after[name] - before[name]])) as Cost;
}

/** The counters so far, in ms. */
async function read(counters: CDPSession): Promise<Cost> {
  const { metrics } = await counters.send("Performance.getMetrics");
  const of = (name: string) => 1000 * (metrics.find((one) => one.name === name)?.value ?? 0);
  return Object.fromEntries(WHAT.map((name) => [name, of(name)])) as Cost;
}

function tell(what: string, costs: Cost[]): void {
  const figures = WHAT.map((name) => {
    const all = costs.map((one) => one[name]);
    return `${name.replace("Duration", "").toLowerCase()} ${part(all, 0.5).toFixed(2)} / ${part(all, 0.95).toFixed(2)}`;
  });
  const script = part(
    costs.map((one) => one.ScriptDuration),
    0.5,
  );
  console.log(
    `  ${what}: ${figures.join(", ")}; goal ${GOAL} ms of script ${script <= GOAL ? "reached" : "not reached"}`,
  );
}

await withCluster(run);
process.exit(); // the pool of this process keeps it for its idle time
