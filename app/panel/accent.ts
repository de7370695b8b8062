export interface Accent {
  light: string;
  dark: string;
  wash: string;
  darkWash: string;
}
type Rgb = readonly [number, number, number];
const PAPER: Rgb = [255, 255, 255];
const DARK_PAPER: Rgb = [24, 33, 43];
const ENOUGH = 4.5;

/**
 * A school's colour made readable: darkened until it stands 4.5:1 on white paper, lightened until 4.5:1 on dark paper
 * (WCAG 2.1, 1.4.3), its hue kept; and a wash of it for what is chosen.
 * @param colour "#rrggbb"; anything else gives none
 */
export function accentOf(colour: unknown): Accent | undefined {
  const found = typeof colour === "string" ? /^#([0-9a-f]{6})$/i.exec(colour)?.[1] : undefined;
  if (found === undefined) return undefined;
  const raw: Rgb = [0, 2, 4].map((at) => parseInt(found.slice(at, at + 2), 16)) as unknown as Rgb;
  const light = until(raw, [0, 0, 0], (one) => contrast(one, mix(one, PAPER, 0.9)) >= ENOUGH);
  const dark = until(raw, [255, 255, 255], (one) => contrast(one, mix(one, DARK_PAPER, 0.82)) >= ENOUGH);
  return {
    light: hex(light),
    dark: hex(dark),
    wash: hex(mix(light, PAPER, 0.9)),
    darkWash: hex(mix(dark, DARK_PAPER, 0.82)),
  };
}

/** Mixed towards black or white in small steps until it can be read. */
function until(colour: Rgb, towards: Rgb, reads: (one: Rgb) => boolean): Rgb {
  for (let step = 0; step <= 50; step++) {
    const one = mix(colour, towards, step / 50);
    if (reads(one)) return one;
  }
  return towards;
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, at) => Math.round(part + ((to[at] ?? 0) - part) * share)) as unknown as Rgb;
const hex = (colour: Rgb): string => `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance and contrast by WCAG 2.1. */
function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
export function contrast(a: Rgb, b: Rgb): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
