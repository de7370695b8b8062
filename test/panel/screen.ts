import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Browser as Chrome, HTTPRequest, Page } from "puppeteer";
import { appPort } from "../support/app.js";
import { Browser } from "./support.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** One person before the panel in a real browser, signed in by cookie; keeps all that a page must never do. */
export class Screen {
  /** Errors of scripts and of the console, requests to foreign hosts. */
  readonly faults: string[] = [];
  private constructor(
    readonly page: Page,
    readonly host: string,
    /** Speaks HTTP beside the page, as the same person. */
    readonly http: Browser,
  ) {}

  static async open(chrome: Chrome, host: string, name?: string): Promise<Screen> {
    const context = await chrome.createBrowserContext();
    const page = await context.newPage();
    const screen = new Screen(page, host, new Browser(host));
    page.setDefaultTimeout(60_000);
    await page.evaluateOnNewDocument(countCalls);
    page.on("console", (message) => message.type() === "error" && screen.faults.push(message.text()));
    page.on("pageerror", (error) => screen.faults.push(String(error)));
    page.on("dialog", (dialog) => void dialog.accept()); // leaving unsaved work asks, and would wait for ever
    page.on("request", (request) => screen.watch(request));
    if (name !== undefined) {
      await screen.http.signIn(name);
      await screen.useCookie();
    }
    return screen;
  }

  /** Gives the page the session that `http` has. */
  async useCookie(): Promise<void> {
    const [name = "", value = ""] = this.http.cookie.split("=");
    await this.page.browserContext().setCookie({ name, value, domain: this.host, path: "/" });
  }

  address = (path: string): string => `http://${this.host}:${appPort()}/admin${path}`;

  /** Loads a page anew. */
  async load(path: string): Promise<void> {
    await this.page.goto(this.address(path), { waitUntil: "load" });
    await this.settled();
  }

  /** Goes there as a link does: by the router in the page. */
  async go(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState({}, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, `/admin${path}`);
    await this.settled();
  }

  /** Waits for what a person waits for: the page has its title, no skeleton stands, nothing is asked of the server. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      () => {
        const waits =
          document.querySelector(".skeleton, [aria-busy=true]") ?? (window as unknown as Counting).calls > 0;
        const title = document.querySelector("h1")?.textContent ?? "";
        const [now, counting] = [performance.now(), window as unknown as Counting];
        if (waits || !title || title === "…") counting.quietSince = undefined;
        else counting.quietSince ??= now;
        return counting.quietSince !== undefined && now - counting.quietSince > 60;
      },
      { polling: 20 },
    );
  }

  /** The rules of WCAG 2 A and AA that the page breaks, with the first element of each. */
  async axe(): Promise<string[]> {
    if (!(await this.page.evaluate(() => "axe" in window))) await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { axe: runner } = window as unknown as { axe: Axe };
      const { violations } = await runner.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
        resultTypes: ["violations"],
        // Initials are a picture of the name, and no word that somebody would say to press them.
        rules: { "label-content-name-mismatch": { enabled: false } },
      });
      return violations.map(
        ({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ""}`,
      );
    });
  }

  /** What stands out of the window at the right; empty when nothing does. */
  overflow(): Promise<string[]> {
    return this.page.evaluate(() => {
      if (document.documentElement.scrollWidth <= innerWidth) return [];
      const out = [...document.querySelectorAll("body *")].filter(
        (one) => one.getBoundingClientRect().right > innerWidth,
      );
      return [
        `${document.documentElement.scrollWidth} of ${innerWidth}`,
        ...out.slice(-3).map((one) => one.outerHTML.slice(0, 150)),
      ];
    });
  }

  text = (): Promise<string> => this.page.evaluate(() => document.body.innerText);

  /** Fails with whatever was wrong since the last time; `expected` is what a test has provoked on purpose. */
  noFaults(where: string, expected?: RegExp): void {
    const found = this.faults.splice(0).filter((one) => !expected?.test(one));
    expect(found, where).to.deep.equal([]);
  }

  private watch(request: HTTPRequest): void {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== this.host) this.faults.push(`asked of ${request.url()}`);
  }
}

interface Counting {
  calls: number;
  quietSince: number | undefined;
}
interface Axe {
  run(
    on: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

/** In the page: how many calls are on their way. */
function countCalls(): void {
  const counting = window as unknown as Counting;
  counting.calls = 0;
  const plain = window.fetch.bind(window);
  window.fetch = (...given) => {
    counting.calls++;
    return plain(...given).finally(() => counting.calls--);
  };
}
