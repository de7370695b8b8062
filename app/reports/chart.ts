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
  const grid = [50, 100].map((at) => line(x(at), 0, x(at), bottom, "#dde1e7", 2));
  const pass =
    options.passFrom == null ? "" : line(x(options.passFrom), 0, x(options.passFrom), bottom, GREY, 2, "8 6");
  const rows = bars.map((bar, index) => row(bar, index * rowHeight, options, x));
  return (
    `<svg class="bars" viewBox="0 0 ${width} ${bottom + 42}" font-family="FR Sans" aria-hidden="true">` +
    `${grid.join("")}${rows.join("")}${pass}${line(labelWidth, -2, labelWidth, bottom + 2, "#3c434d", 3)}${axis.join("")}</svg>`
  );
}

function row(bar: Bar, top: number, options: ChartOptions, x: (value: Figure) => number): string {
  const { rowHeight, labelWidth, main, accent } = options;
  const thickness = Math.min(rowHeight * 0.58, 46);
  const middle = round(top + rowHeight / 2);
  const font = rowHeight > 60 ? 28 : 24;
  let svg = `<text x="${labelWidth - 12}" y="${round(middle + font * 0.34)}" text-anchor="end" font-size="${font}" fill="#20262e">${Handlebars.escapeExpression(short(bar.label, font, labelWidth))}</text>`;
  if (bar.mark != null) {
    const length = round(x(bar.mark) - labelWidth);
    svg += `<rect x="${labelWidth}" y="${round(middle - thickness / 2)}" width="${length}" height="${round(thickness)}" fill="${main}"/>`;
  }
  if (bar.lowest != null && bar.highest != null && rowHeight > 60) {
    const y = round(middle + thickness / 2 + 11);
    const ends = [bar.lowest, bar.highest].map((end) => line(x(end), y - 5, x(end), y + 5, GREY, 3));
    svg += line(x(bar.lowest), y, x(bar.highest), y, GREY, 3) + ends.join("");
  }
  if (bar.mean != null) {
    const [from, to] = [round(middle - thickness / 2 - 6), round(middle + thickness / 2 + 6)];
    svg += line(x(bar.mean), from, x(bar.mean), to, "#fff", 11) + line(x(bar.mean), from, x(bar.mean), to, accent, 6);
  }
  return svg;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash = ""): string {
  const dashed = dash && ` stroke-dasharray="${dash}"`;
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${colour}" stroke-width="${width}"${dashed}/>`;
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
