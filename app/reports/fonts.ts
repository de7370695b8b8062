import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

const EMOJI = "FR Emoji";

// Our own family names: an unquoted or generic name falls to whatever the machine has (reports.md 1).
const STYLES = [
  ["FR Sans", "@fontsource/source-sans-3/400.css"],
  ["FR Sans", "@fontsource/source-sans-3/600.css"],
  ["FR Serif", "@fontsource/source-serif-4/600.css"],
  ["FR Serif", "@fontsource/source-serif-4/400-italic.css"],
  [EMOJI, "@fontsource/noto-emoji/400.css"],
] as const;

interface Face {
  rule: string;
  ranges: [number, number][];
}

let faces: Face[] | undefined;

/**
 * @font-face rules, files embedded as data URLs, of those subsets that `text` needs: a paper in English carries neither
 * Greek nor Vietnamese. Reads the packages' files once a process.
 */
export function fontFaces(text: string): string {
  faces ??= STYLES.flatMap(([family, css]) => facesOf(family, css));
  const letters = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0);
  const needed = faces.filter(({ ranges }) =>
    letters.some((letter) => ranges.some(([from, to]) => letter >= from && letter <= to)),
  );
  return needed.map((face) => face.rule).join("\n");
}

function facesOf(family: string, css: string): Face[] {
  const path = require.resolve(css);
  return [...readFileSync(path, "utf8").matchAll(/@font-face\s*\{[^}]*\}/g)].map(([block]) => {
    const file = /url\((\.\/files\/[^)]+\.woff2)\)/.exec(block)?.[1];
    const range = /unicode-range:\s*([^;]+);/.exec(block)?.[1];
    if (!file || !range) throw new Error(`Unreadable font face in ${css}`);
    const data = readFileSync(join(dirname(path), file)).toString("base64");
    const pick = (property: string): string => new RegExp(`${property}:\\s*[^;]+;`).exec(block)?.[0] ?? "";
    const rule =
      `@font-face{font-family:"${family}";${pick("font-style")}${pick("font-weight")}` +
      `src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`;
    // the emoji font claims digits and signs too: those are letters of the others
    const ranges = range.split(",").map(parseRange);
    return { rule, ranges: family === EMOJI ? ranges.filter(([from]) => from >= 0x2300 && from !== 0xfe0f) : ranges };
  });
}

function parseRange(text: string): [number, number] {
  const [from = "0", to = from] = text.trim().replace(/^U\+/i, "").split("-");
  return [parseInt(from, 16), parseInt(to, 16)];
}
