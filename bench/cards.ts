import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareChromium } from "../app/reports/chromium.js";
import { renderCards } from "../app/reports/render.js";
import { portugueseCard, zimbabweCard } from "../test/reports/sampleCards.js";

const CARDS = 400;

/**
 * Merged report cards a second, browser start and joining included; unpacking the browser is counted apart. Twelve
 * subjects with two comments, then the demonstration schools' two subjects. Goal: 60 on two free cores.
 */
async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "formroom-bench-"));
  try {
    const start = performance.now();
    const chromium = await prepareChromium({ folder });
    console.log(`cards: ${chromium.version} unpacked in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    for (const [name, sample] of [["12 subjects", zimbabweCard] as const, ["2 subjects", portugueseCard] as const]) {
      const cards = Array.from({ length: CARDS }, () => sample());
      const begun = performance.now();
      const { pdf, failures } = await renderCards(cards, { chromium });
      const seconds = (performance.now() - begun) / 1000;
      const size = (pdf.length / CARDS / 1000).toFixed(1);
      const rate = ((CARDS - failures.length) / seconds).toFixed(1);
      console.log(
        `  ${name}: ${rate} cards/s (${CARDS} in ${seconds.toFixed(1)} s), ${size} kB a card, ${failures.length} failed`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await run();
