import { openRenderer, type Renderer } from "../../reports/render.js";
import { assertNoScope } from "../../tenancy/context.js";
import { chromium } from "./chromium.js";
import type { Print } from "./printChunk.js";

export interface Printer {
  print: Print;
  close(): Promise<void>;
}

/**
 * A browser for each school whose cards are being printed, and for no other: pages of two schools never share one
 * (reports.md 3). One that has nothing to do is closed when another school's turn comes.
 */
export function openPrinter(): Printer {
  const browsers = new Map<string, { renderer: Renderer; users: number }>();
  let closed = false;
  const closeIdle = async (but?: string) => {
    for (const [id, { renderer, users }] of [...browsers]) {
      if (users > 0 || id === but) continue;
      browsers.delete(id);
      await renderer.close();
    }
  };
  return {
    async print(client, cards) {
      assertNoScope("printing");
      const program = await chromium();
      await closeIdle(client.id);
      const browser = browsers.get(client.id) ?? { renderer: openRenderer({ chromium: program }), users: 0 };
      browsers.set(client.id, browser);
      browser.users += 1;
      try {
        return await browser.renderer.renderChunk(cards);
      } finally {
        browser.users -= 1;
        // Closed in the middle of a chunk (the process stops), the renderer has tried again with another browser.
        if (closed) await browser.renderer.close();
      }
    },
    async close() {
      closed = true;
      const open = [...browsers.values()];
      browsers.clear();
      for (const { renderer } of open) await renderer.close();
    },
  };
}
