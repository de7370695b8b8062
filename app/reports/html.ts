import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import type { CardSnapshot } from "./cardSnapshot.js";
import { cardView, type CardView } from "./cardView.js";
import { fontFaces } from "./fonts.js";

/** The policy that stands first in every page's head: nothing is loaded, nothing runs (reports.md 3). */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const MOST_BYTES = 4_000_000;

/** Body and style of a paper. Only the body may ever come from a school: the head is always ours. */
export interface Paper {
  body: HandlebarsTemplateDelegate<CardView>;
  css: string;
}

/** A page that is too large to be handed to the browser. */
export class PaperTooLarge extends Error {
  constructor(bytes: number) {
    super(`The page has ${bytes} bytes, more than ${MOST_BYTES}`);
    this.name = "PaperTooLarge";
  }
}

/**
 * Compiles a card's body. `source` must be a string: an AST in its place was a way to run code (CVE-2026-33937).
 * Unknown helpers are refused, `log` is gone since it writes to our stdout.
 */
export function compilePaper(source: string, css: string, partials: Record<string, string> = {}): Paper {
  if (typeof source !== "string") throw new TypeError("A template is a string");
  const handlebars = Handlebars.create();
  handlebars.unregisterHelper("log");
  for (const [name, partial] of Object.entries(partials)) handlebars.registerPartial(name, partial);
  const options = { knownHelpersOnly: true, knownHelpers: { log: false }, strict: false };
  const compiled = handlebars.compile<CardView>(source, options);
  return { css, body: (view) => compiled(view, { allowProtoPropertiesByDefault: false }) };
}

let reportCard: Paper | undefined;

/** Our own report card, from templates/. */
export function reportCardPaper(): Paper {
  return (reportCard ??= readPaper("report-card"));
}

function readPaper(name: string): Paper {
  const folder = templatesFolder();
  const text = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");
  const files = readdirSync(join(folder, "partials")).filter((file) => file.endsWith(".hbs"));
  const partials = Object.fromEntries(files.map((file) => [file.slice(0, -4), text("partials", file)]));
  return compilePaper(text("papers", `${name}.hbs`), text("papers", `${name}.css`), partials);
}

/** The nearest templates/ above this file: it is the same from app/reports/ and from a built bundle. */
function templatesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "templates", "papers"))) {
    if (folder === dirname(folder)) throw new Error("No templates/papers above the program");
    folder = dirname(folder);
  }
  return join(folder, "templates");
}

/**
 * One HTML page with a `<section class="card">` for each snapshot, in order. All of one paper size.
 * Throws PaperTooLarge above 4 MB.
 */
export function cardsHtml(cards: readonly CardSnapshot[], paper: Paper = reportCardPaper()): string {
  const [first] = cards;
  if (!first) throw new RangeError("No cards to print");
  const crests = [...new Set(cards.map((card) => card.school.crest ?? ""))];
  const hands = [...new Set(cards.map((card) => card.school.headSignature ?? ""))];
  const body = cards
    .map((card) => {
      const { crest = "", headSignature = "" } = card.school;
      return section(card, paper, `crest-${crests.indexOf(crest ?? "")} hand-${hands.indexOf(headSignature ?? "")}`);
    })
    .join("\n");
  const size = first.paper === "letter" ? ["letter", "215.9mm", "279.4mm"] : ["A4", "210mm", "297mm"];
  const style = [
    fontFaces(body),
    `:root{--paper-w:${size[1]};--paper-h:${size[2]}}`,
    paper.css.replace("var-paper", size[0] ?? "A4"),
    ...crests.map((crest, index) => (crest ? `.crest-${index} .crest.picture{background-image:url("${crest}")}` : "")),
    ...hands.map((hand, index) => (hand ? `.hand-${index} .hand{background-image:url("${hand}")}` : "")),
  ].join("\n");
  const title = `${first.title} · ${first.school.name}`;
  const html =
    `<!doctype html><html lang="${Handlebars.escapeExpression(first.locale)}"><head>` +
    `<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}"><meta charset="utf-8">` +
    `<title>${Handlebars.escapeExpression(title)}</title><style>${style}</style></head><body>${body}</body></html>`;
  const bytes = Buffer.byteLength(html);
  if (bytes > MOST_BYTES) throw new PaperTooLarge(bytes);
  return html;
}

function section(card: CardSnapshot, paper: Paper, pictures: string): string {
  const view = cardView(card);
  const colours = `--main:${view.colours.main};--accent:${view.colours.accent}`;
  return `<section class="card ${pictures}${view.few ? " few" : ""}" style="${colours}">${paper.body(view)}</section>`;
}
