import type { CardSnapshot } from "./cardSnapshot.js";
import { BrowserKeeper } from "./browser.js";
import type { Chromium } from "./chromium.js";
import { Gate } from "./gate.js";
import { cardsHtml, PaperTooLarge, reportCardPaper, type Paper } from "./html.js";
import { joinChunks, type PrintedChunk } from "./join.js";
import { printCards, type Printed } from "./printPage.js";
import { DeadlinePassed, withDeadline } from "./withDeadline.js";

export { joinChunks, type PrintedChunk } from "./join.js";

/** Cards a chunk, and pages of the browser at a time: the fastest of what was measured (reports.md 1). */
export const CHUNK_SIZE = 40;
const PAGES_AT_ONCE = 2;

/** A card that could not be printed; `index` counts within what was given. */
export interface CardFailure {
  index: number;
  reason: string;
}

/** A chunk's file (empty when no card could be printed), the pages of each card (0 = failed), and why those failed. */
export interface RenderedChunk extends PrintedChunk {
  pagesOf: number[];
  failures: CardFailure[];
}

export interface RendererOptions {
  chromium: Chromium;
  /** The report card of templates/papers unless another is given. */
  paper?: Paper | undefined;
  /** Milliseconds that a chunk of `cards` may take. */
  deadline?: ((cards: number) => number) | undefined;
}

export interface Renderer {
  /** Prints up to CHUNK_SIZE cards of one school. May be called while another is running: two print at a time. */
  renderChunk(cards: readonly CardSnapshot[]): Promise<RenderedChunk>;
  /** Pid of the running browser, if any. */
  readonly pid: number | undefined;
  close(): Promise<void>;
}

/**
 * A renderer with a browser of its own, started at the first chunk: one a batch, and a batch is one school's. Close it, or
 * the browser lives on.
 */
export function openRenderer(options: RendererOptions): Renderer {
  const keeper = new BrowserKeeper(options.chromium);
  const gate = new Gate(PAGES_AT_ONCE);
  const paper = options.paper ?? reportCardPaper();
  const deadline = options.deadline ?? ((cards: number) => 10_000 + 300 * cards);

  /** One try. Whatever goes wrong, the next one gets a browser that is whole. */
  async function attempt(cards: readonly CardSnapshot[], html = cardsHtml(cards, paper)): Promise<Printed> {
    const running = await keeper.get();
    const limit = deadline(cards.length);
    const printed = await withDeadline(limit, printCards(running.browser, running.idle, html), () => running.kill());
    // a template that leads the page elsewhere must not pass for cards
    if (printed.pagesOf.length !== cards.length) throw new Error(`${printed.pagesOf.length} cards of ${cards.length}`);
    keeper.count(cards.length);
    return printed;
  }

  /** Alone, so that a card which takes the browser down takes nobody else's chunk with it. */
  async function retry(cards: readonly CardSnapshot[]): Promise<RenderedChunk> {
    await keeper.discard();
    try {
      return withReasons(cards, await attempt(cards));
    } catch {
      return oneByOne(cards);
    }
  }

  async function oneByOne(cards: readonly CardSnapshot[]): Promise<RenderedChunk> {
    await keeper.discard();
    const singles: RenderedChunk[] = [];
    for (const card of cards) {
      try {
        singles.push(withReasons([card], await attempt([card])));
      } catch (error) {
        await keeper.discard();
        singles.push({ pdf: new Uint8Array(), pagesOf: [0], failures: [{ index: 0, reason: reasonOf(error) }] });
      }
    }
    return mergeSingles(cards, singles);
  }

  return {
    get pid() {
      return keeper.pid;
    },
    close: () => keeper.discard(),
    async renderChunk(cards) {
      if (cards.length === 0 || cards.length > CHUNK_SIZE) throw new RangeError(`A chunk has 1 to ${CHUNK_SIZE} cards`);
      if (keeper.worn) await gate.alone(() => keeper.discardWorn());
      try {
        const html = cardsHtml(cards, paper); // before the gate: ready when a page is, so that none waits for Handlebars
        return withReasons(cards, await gate.shared(() => attempt(cards, html)));
      } catch (error) {
        return gate.alone(() => (error instanceof PaperTooLarge ? oneByOne(cards) : retry(cards)));
      }
    },
  };
}

/**
 * All cards as one PDF, in order, with a bookmark a student. `perCard[i]` is the pages of card i, 0 when it failed.
 * Looks at `signal` between chunks and throws its reason.
 */
export async function renderCards(
  cards: readonly CardSnapshot[],
  options: RendererOptions & { signal?: AbortSignal | undefined },
): Promise<{ pdf: Uint8Array; perCard: number[]; failures: CardFailure[] }> {
  const [first] = cards;
  if (!first) throw new RangeError("No cards to print");
  const renderer = openRenderer(options);
  try {
    const starts = Array.from({ length: Math.ceil(cards.length / CHUNK_SIZE) }, (_, index) => index * CHUNK_SIZE);
    const chunks: RenderedChunk[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let at = next++; at < starts.length; at = next++) {
        options.signal?.throwIfAborted();
        const from = starts[at] ?? 0;
        chunks[at] = await renderer.renderChunk(cards.slice(from, from + CHUNK_SIZE));
      }
    };
    // One lane more than pages: its HTML is made while the others print. All are waited for, since a chunk that is still
    // printing when the renderer is closed would start a browser of its own.
    const lanes = await Promise.allSettled(Array.from({ length: PAGES_AT_ONCE + 1 }, lane));
    for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
    options.signal?.throwIfAborted();
    const failures = chunks.flatMap((chunk, index) =>
      chunk.failures.map((failure) => ({ ...failure, index: failure.index + index * CHUNK_SIZE })),
    );
    const bookmarks = cards.map((card) => card.student.name);
    const title = `${first.title} · ${first.class.name} · ${first.school.name}`;
    const pdf = await joinChunks(chunks, { title, lang: first.locale, bookmarks, issuedOn: first.issuedOn });
    return { pdf, perCard: chunks.flatMap((chunk) => chunk.pagesOf), failures };
  } finally {
    await renderer.close();
  }
}

async function mergeSingles(cards: readonly CardSnapshot[], singles: RenderedChunk[]): Promise<RenderedChunk> {
  const pagesOf = singles.flatMap((single) => single.pagesOf);
  const failures = singles.flatMap((single, index) => single.failures.map(({ reason }) => ({ index, reason })));
  const printed = pagesOf.some((pages) => pages > 0);
  const options = { title: "", lang: cards[0]?.locale ?? "en", bookmarks: cards.map((card) => card.student.name) };
  return { pdf: printed ? await joinChunks(singles, options) : new Uint8Array(), pagesOf, failures };
}

function withReasons(cards: readonly CardSnapshot[], printed: Printed): RenderedChunk {
  const failures = printed.pagesOf.flatMap((pages, index) => {
    const card = cards[index];
    return pages === 0 && card ? [{ index, reason: tooLong(card) }] : [];
  });
  return { ...printed, failures };
}

/** Which field of a card that fits on no paper is the one to shorten. */
function tooLong(card: CardSnapshot): string {
  const comments = Math.max(card.comments.classTeacher?.length ?? 0, card.comments.head?.length ?? 0);
  return card.student.name.length > Math.max(200, comments) ? "name too long" : "comment too long";
}

function reasonOf(error: unknown): string {
  if (error instanceof DeadlinePassed) return "rendering took too long";
  if (error instanceof PaperTooLarge) return "pictures too large";
  return "the browser failed on this card";
}
