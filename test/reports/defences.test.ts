import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { launchBrowser } from "../../app/reports/browser.js";
import type { CardSnapshot } from "../../app/reports/cardSnapshot.js";
import type { Chromium } from "../../app/reports/chromium.js";
import { compilePaper } from "../../app/reports/html.js";
import { openRenderer } from "../../app/reports/render.js";
import { zimbabweCard } from "./sampleCards.js";
import { testChromium, textOfPages } from "./support.js";

/** Hostile HTML by the path it asks our server for. */
const ATTACKS: Record<string, (at: string) => string> = {
  script: (at) => `<script>fetch("${at}")</script>`,
  onerror: (at) => `<img src="data:," onerror="new Image().src='${at}'">`,
  img: (at) => `<img src="${at}">`,
  srcset: (at) => `<img srcset="${at} 1x">`,
  iframe: (at) => `<iframe src="${at}"></iframe>`,
  object: (at) => `<object data="${at}"></object>`,
  prefetch: (at) => `<link rel="prefetch" href="${at}">`,
  preconnect: (at) => `<link rel="preconnect" href="${at}">`,
  stylesheet: (at) => `<link rel="stylesheet" href="${at}">`,
  import: (at) => `<style>@import url("${at}");</style>`,
  background: (at) => `<p style="background:url('${at}')">x</p>`,
  font: (at) => `<style>@font-face{font-family:Evil;src:url("${at}")}</style><p style="font-family:Evil">x</p>`,
  svg: (at) => `<svg><image href="${at}" width="9" height="9"/></svg>`,
  video: (at) => `<video src="${at}" autoplay></video>`,
  base: (at) => `<base href="${at}/"><img src="relative">`,
  websocket: (at) => `<script>new WebSocket("${at.replace("http", "ws")}")</script>`,
  beacon: (at) => `<script>navigator.sendBeacon("${at}")</script>`,
  refresh: (at) => `<meta http-equiv="refresh" content="0;url=${at}">`,
};
const SECRET = "the-loopback-secret";

describe("a hostile page", function () {
  this.timeout(60_000);
  let chromium: Chromium;
  let server: Server;
  let origin: string;
  const hits = new Set<string>();
  let connections = 0;

  before(async () => {
    chromium = await testChromium();
    server = createServer((request, response) => {
      hits.add((request.url ?? "").slice(1).split("/")[0] ?? "");
      response.end(SECRET);
    });
    server.on("connection", () => connections++);
    server.on("upgrade", (request, socket) => {
      hits.add((request.url ?? "").slice(1));
      socket.destroy();
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    hits.clear();
    connections = 0;
  });

  it("reaches our server in a browser without the defences (else the next tests prove nothing)", async () => {
    const open = { ...chromium, args: chromium.args.filter((arg) => !/proxy|resolver|webrtc/.test(arg)) };
    const running = await launchBrowser(open);
    try {
      const page = await running.browser.newPage();
      const body = Object.entries(ATTACKS).map(([name, attack]) =>
        name === "base" ? "" : attack(`${origin}/${name}`),
      );
      await page.setContent(`<!doctype html><body>${body.join("")}</body>`).catch(() => undefined);
      await pause(800);
    } finally {
      await running.close();
    }
    for (const name of ["script", "img", "iframe", "background", "websocket"]) expect([...hits]).to.include(name);
    expect(hits.size).to.be.at.least(10);
  });

  it("reaches nothing when a template holds each attack, and none of its text is printed", async () => {
    // two that change where the page stands would hide the others, so they come alone
    const alone = ["base", "refresh"];
    const together = Object.keys(ATTACKS).filter((name) => !alone.includes(name));
    for (const names of [together, ...alone.map((name) => [name])]) {
      const body = names.map((name) => ATTACKS[name]?.(`${origin}/${name}`)).join("");
      const renderer = openRenderer({ chromium, paper: compilePaper(body, ".card{height:200mm;overflow:hidden}") });
      try {
        const { pdf, pagesOf } = await renderer.renderChunk([zimbabweCard()]);
        expect(pagesOf, names.join()).to.deep.equal([1]);
        expect(textOfPages(pdf)?.join("") ?? "", names.join()).to.not.contain(SECRET);
      } finally {
        await renderer.close();
      }
    }
    expect([...hits]).to.deep.equal([]);
    expect(connections).to.equal(0);
  });

  it("reaches nothing when the fields of a card hold the attacks: they are printed as letters", async () => {
    const body = Object.entries(ATTACKS).map(([name, attack]) => attack(`${origin}/${name}`));
    const [long, short] = [body.slice(0, 8).join("\n"), body[0] ?? ""];
    const card: CardSnapshot = zimbabweCard({ comments: { classTeacher: long, head: short }, title: short });
    card.student.name = short;
    card.class.classTeacher = short;
    card.results.subjects[0]!.teacher = short;
    card.results.explanation = short;
    const renderer = openRenderer({ chromium });
    try {
      const { pdf, failures } = await renderer.renderChunk([card]);
      expect(failures).to.deep.equal([]);
      const text = textOfPages(pdf)?.join("");
      if (text) expect(text.replace(/\s/g, "")).to.contain("<script>fetch(");
    } finally {
      await renderer.close();
    }
    expect(connections).to.equal(0);
  });

  it("gives no other program a port to steer the browser by, and none of our environment", async () => {
    const running = await launchBrowser(chromium);
    try {
      const program = running.browser.process();
      expect(program?.spawnargs.join(" "))
        .to.contain("--remote-debugging-pipe")
        .and.not.contain("--remote-debugging-port");
      expect(Object.keys(chromium.env).sort()).to.deep.equal(
        ["FONTCONFIG_PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "TZ"].sort(),
      );
    } finally {
      await running.close();
    }
  });
});
