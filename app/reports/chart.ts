import Handlebars from "handlebars";
import type { Figure } from "./cardSnapshot.js";
import { scaled } from "./figures.js";

/** One bar: marks in per cent (0–100); null draws no bar. */
export interface Bar {
  label: string;
  mark: Figure | null;
  mean?: Figure | null | undefined;
  lowest?: Figure | null | undefined;
  highest?: Figure | null | undefined;
}

/** Sizes in tenths of a millimetre. */
export interface ChartOptions {
  width: number;
  rowHeight: number;
  labelWidth: number;
  passFrom?: Figure | null | undefined;
  shownOutOf: number;
  main: string;
  accent: string;
}

const GREY = "#5c636e";

/**
 * Bars of marks with a tick at the class average, a thin line from lowest to highest and a dashed line at the pass mark.
 * SVG, one unit = 0.1 mm. The tick has a white edge so that it is seen on the bar in a grey copy too.
 */
export function barChart(bars: readonly Bar[], options: ChartOptions): string {
  const { width, rowHeight, labelWidth } = options;
  const span = width - labelWidth - 24;
  const bottom = bars.length * rowHeight;
  const x = (value: Figure): number => round(labelWidth + (scaled(value, 100, 2) / 100) * span);
  const axis = [0, 50, 100].map((value) => {
    const shown = String(Number(((value * options.shownOutOf) / 100).toFixed(1)));
    const end = value === 0 ? "middle" : value === 100 ? "end" : "middle";
    return `<text x="${x(value)}" y="${bottom + 34}" text-anchor="${end}" font-size="23" fill="${GREY}">${shown}</text>`;
  });
  const rows = bars.map((bar, index) => ({ bar, middle: round(index * rowHeight + rowHeight / 2) }));
  const half = Math.min(rowHeight * 0.58, 46) / 2;
  const passAt = options.passFrom == null ? "" : upright(x(options.passFrom), 0, bottom);
  const means = rows.map(({ bar: { mean }, middle }) =>
    mean == null ? "" : upright(x(mean), round(middle - half - 6), round(middle + half + 6)),
  );
  return (
    `<svg class="bars" viewBox="0 0 ${width} ${bottom + 42}" font-family="FR Sans" aria-hidden="true">` +
    drawn([50, 100].map((at) => upright(x(at), 0, bottom)).join(""), "#dde1e7", 2) +
    rows.map(({ bar, middle }) => label(bar.label, middle, options)).join("") +
    drawn(rows.map(({ bar, middle }) => marked(bar, middle, labelWidth, x)).join(""), options.main, round(half * 2)) +
    (rowHeight > 60
      ? drawn(rows.map(({ bar, middle }) => range(bar, round(middle + half + 11), x)).join(""), GREY, 3)
      : "") +
    drawn(means.join(""), "#fff", 11) +
    drawn(means.join(""), options.accent, 6) +
    drawn(passAt, GREY, 2, "8 6") +
    drawn(upright(labelWidth, -2, bottom + 2), "#3c434d", 3) +
    `${axis.join("")}</svg>`
  );
}

function label(text: string, middle: number, { rowHeight, labelWidth }: ChartOptions): string {
  const font = rowHeight > 60 ? 28 : 24;
  return `<text x="${labelWidth - 12}" y="${round(middle + font * 0.34)}" text-anchor="end" font-size="${font}" fill="#20262e">${Handlebars.escapeExpression(short(text, font, labelWidth))}</text>`;
}

/** The bar: a line as thick as the bar is high. */
function marked({ mark }: Bar, middle: number, from: number, x: (value: Figure) => number): string {
  return mark == null ? "" : `M${from} ${middle}H${x(mark)}`;
}

function range({ lowest, highest }: Bar, y: number, x: (value: Figure) => number): string {
  if (lowest == null || highest == null) return "";
  const [from, to] = [x(lowest), x(highest)];
  return `M${from} ${y}H${to}${upright(from, y - 5, y + 5)}${upright(to, y - 5, y + 5)}`;
}

function upright(x: number, from: number, to: number): string {
  return `M${x} ${from}V${to}`;
}

/** All lines of one kind as one path: a card has to be of few elements, since each costs the browser time. */
function drawn(path: string, colour: string, width: number, dash = ""): string {
  const dashed = dash && ` stroke-dasharray="${dash}"`;
  return path && `<path d="${path}" stroke="${colour}" stroke-width="${width}"${dashed}/>`;
}

/** Labels longer than their column lose their end: the table above has the whole name. */
function short(label: string, font: number, width: number): string {
  const most = Math.floor((width - 14) / (font * 0.5));
  const letters = Array.from(label);
  return letters.length <= most
    ? label
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
