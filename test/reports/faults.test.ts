import { readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { Chromium } from "../../app/reports/chromium.js";
import { compilePaper } from "../../app/reports/html.js";
import { openRenderer, type Renderer } from "../../app/reports/render.js";
import { portugueseCard, zimbabweCard } from "./sampleCards.js";
import { isAlive, pageCount, testChromium } from "./support.js";

// Needs no script and little memory, but more time than the deadline below.
const SLOW =
  `<div style="filter:blur(900px);width:9000px;height:9000px;background:linear-gradient(red,blue)"></div>`.repeat(8);
const CSS = "@page{size:A4;margin:0}.card{height:290mm;width:210mm;break-after:page}.card:last-child{break-after:auto}";

describe("a browser that fails", function () {
  this.timeout(90_000);
  let chromium: Chromium;
  let renderer: Renderer | undefined;
  before(async () => {
    chromium = await testChromium();
  });
  afterEach(async () => {
    await renderer?.close();
    renderer = undefined;
  });

  it("is killed at the deadline, the card fails with that reason, and nothing is left behind", async () => {
    renderer = openRenderer({ chromium, deadline: () => 1 });
    const pids = new Set<number>();
    const watch = setInterval(() => renderer?.pid && pids.add(renderer.pid), 1);
    const profiles = readdirSync(chromium.profiles).length;
    const { pdf, pagesOf, failures } = await renderer.renderChunk([portugueseCard()]);
    clearInterval(watch);
    await renderer.close();
    expect(pagesOf).to.deep.equal([0]);
    expect(pdf.length).to.equal(0);
    expect(failures).to.deep.equal([{ index: 0, reason: "rendering took too long" }]);
    expect(pids.size).to.be.greaterThan(0);
    expect([...pids].filter(isAlive)).to.deep.equal([]);
    expect(readdirSync(chromium.profiles).length).to.be.at.most(profiles);
  });

  it("is started again when it was killed in the middle of a chunk", async () => {
    const open = (renderer = openRenderer({ chromium }));
    const cards = Array.from({ length: 40 }, () => zimbabweCard());
    const rendering = open.renderChunk(cards);
    while (!open.pid) await pause(5);
    const killed = open.pid;
    await pause(100);
    process.kill(killed, "SIGKILL");
    const { pdf, failures } = await rendering;
    expect(failures).to.deep.equal([]);
    expect(await pageCount(pdf)).to.equal(40);
    expect(open.pid).to.not.equal(killed);
  });

  it("takes down one bad card only, not its chunk and not the chunk beside it", async () => {
    const body = `<p>{{studentName}}</p>{{#each comments}}{{#if text}}${SLOW}{{/if}}{{/each}}`;
    const open = (renderer = openRenderer({ chromium, paper: compilePaper(body, CSS), deadline: () => 5_000 }));
    const good = portugueseCard();
    const bad = portugueseCard({ comments: { head: "slow" } });
    const [first, second] = await Promise.all([open.renderChunk([good, bad, good]), open.renderChunk([good, good])]);
    expect(first.failures).to.have.length(1);
    expect(first.failures[0]?.index).to.equal(1);
    expect(first.pagesOf).to.deep.equal([1, 0, 1]);
    expect(await pageCount(first.pdf)).to.equal(2);
    expect(second.failures).to.deep.equal([]);
    expect(second.pagesOf).to.deep.equal([1, 1]);
  });
});
