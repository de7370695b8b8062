import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer";
import type { Chromium } from "./chromium.js";

// Puppeteer's own limits do not cover a page that never finishes (reports.md 4): ours do, this is only the second net.
const PROTOCOL_TIMEOUT = 20_000;
const CARDS_A_BROWSER = 2_000;

/** One running browser and the way to end it. */
export interface RunningBrowser {
  browser: Browser;
  pid: number;
  /** Its pages that wait for the next chunk. */
  idle: Page[];
  /** False from the moment of `kill`, while puppeteer still takes it for connected. */
  readonly usable: boolean;
  /** SIGKILL to the browser and all of its processes. Safe to call twice. */
  kill(): void;
  /** Ends it kindly, then by `kill` after a second; its profile is gone afterwards. */
  close(): Promise<void>;
}

/** Starts a browser. Its signals stay ours (`handleSIGINT: false`), or puppeteer would kill it in the middle of a drain. */
export async function launchBrowser(chromium: Chromium): Promise<RunningBrowser> {
  const profile = join(chromium.profiles, randomBytes(8).toString("hex"));
  const browser = await puppeteer.launch({
    executablePath: chromium.executablePath,
    args: chromium.args,
    env: chromium.env,
    userDataDir: profile,
    headless: "shell",
    pipe: true, // no debugging port for other accounts of the machine
    protocolTimeout: PROTOCOL_TIMEOUT,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const child = browser.process();
  const pid = child?.pid;
  if (!child || !pid) throw new Error("The browser started without a process");
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let killed = false;
  const kill = (): void => {
    killed = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    // puppeteer makes the browser the leader of its own group: the renderers go with it
    if (!signal(-pid)) signal(pid);
  };
  const close = async (): Promise<void> => {
    const timer = setTimeout(kill, 1_000);
    await browser.close().catch(kill);
    await gone;
    clearTimeout(timer);
    // a profile that cannot be removed is no reason to lose the papers
    await rm(profile, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  };
  return {
    browser,
    pid,
    idle: [],
    kill,
    close,
    get usable() {
      return browser.connected && !killed;
    },
  };
}

function signal(target: number): boolean {
  try {
    return process.kill(target, "SIGKILL");
  } catch {
    return false;
  }
}

/** Keeps one browser running: starts it when first needed, again when it died or has printed its 2,000 cards. */
export class BrowserKeeper {
  #running: Promise<RunningBrowser> | undefined;
  #pid: number | undefined;
  #printed = 0;
  readonly #chromium: Chromium;

  constructor(chromium: Chromium) {
    this.#chromium = chromium;
  }

  /** The browser to print with. Two callers at once get the same one. */
  async get(): Promise<RunningBrowser> {
    const current = this.#running;
    const known = await current?.catch(() => undefined);
    if (known?.usable) return known;
    // replaced only by the first who finds it dead: no await may stand between this test and the launch
    if (this.#running === current) {
      this.#printed = 0;
      this.#running = undefined;
      void known?.close();
    }
    this.#running ??= launchBrowser(this.#chromium);
    const running = await this.#running;
    this.#pid = running.pid;
    return running;
  }

  /** Counts printed cards. */
  count(cards: number): void {
    this.#printed += cards;
  }

  /** True when the browser should be replaced before the next chunk. */
  get worn(): boolean {
    return this.#printed >= CARDS_A_BROWSER;
  }

  /** Pid of the browser, once it runs. */
  get pid(): number | undefined {
    return this.#pid;
  }

  /** Replaces a worn browser; call with nothing printing. A second caller finds it done. */
  async discardWorn(): Promise<void> {
    if (this.worn) await this.discard();
  }

  /** Ends the browser, if there is one. */
  async discard(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#pid = undefined;
    this.#printed = 0;
    const known = await running?.catch(() => undefined);
    await known?.close();
  }
}
