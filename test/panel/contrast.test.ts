import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { contrast } from "../../app/panel/accent.js";

const folder = new URL("../../app/panel/client/styles", import.meta.url).pathname;
const read = (name: string) => readFileSync(join(folder, name), "utf8").replace(/\/\*.*?\*\//gs, "");
const values = read("values.css");

/** The colours of a theme: what its block says, over the light one's. */
function coloursOf(...selectors: string[]): Record<string, string> {
  const blocks = [...values.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, head = "", body = ""]) => ({ head, body }));
  const found: Record<string, string> = {};
  for (const selector of selectors) {
    const own = blocks.filter(({ head }) => head.split(",").some((one) => one.trim() === selector));
    expect(own, selector).not.to.have.length(0);
    for (const { body } of own)
      for (const [, name = "", value = ""] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})\b/g)) found[name] = value;
  }
  return found;
}

const LIGHT = [":root"];
const DARK = [":root", '[data-theme="dark"]'];
const THEMES = {
  light: coloursOf(...LIGHT),
  dark: coloursOf(...DARK),
  "the platform's light": coloursOf(...LIGHT, ".frame.platform"),
  "the platform's dark": coloursOf(...DARK, ".frame.platform", '[data-theme="dark"] .frame.platform'),
};

function rgb(hex: string): [number, number, number] {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, "$&$&") : hex;
  return [1, 3, 5].map((at) => parseInt(long.slice(at, at + 2), 16)) as [number, number, number];
}

/** Rules that give a text and its ground together: axe looks past texts of one letter (chips, initials, P A L E X). */
const pairs = readdirSync(folder)
  .filter((name) => name.endsWith(".css") && name !== "values.css" && name !== "print.css")
  .flatMap((name) => [...read(name).matchAll(/([^{}]+)\{([^{}]*)\}/g)])
  .flatMap(([, selector = "", body = ""]) => {
    const ink = /(?:^|[;\s])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
    const ground = /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
    return ink && ground ? [{ selector: selector.trim(), ink, ground }] : [];
  });
const TEXTS = ["ink", "soft", "accent", "good", "warn", "bad"];

describe("texts of the panel on their grounds", () => {
  for (const [theme, colours] of Object.entries(THEMES)) {
    const ratio = (ink: string, ground: string) => contrast(rgb(colours[ink]!), rgb(colours[ground]!));

    it(`reach 4.5 to 1, initials and chips of one letter too: ${theme}`, () => {
      expect(pairs.length).to.be.above(20);
      expect(pairs.map((one) => one.selector)).to.include.members([".chip.good", "button.main,\n.button.main"]);
      for (const { selector, ink, ground } of pairs)
        expect(ratio(ink, ground), `${selector}: --${ink} on --${ground}`).to.be.at.least(4.5);
      for (const ink of TEXTS)
        for (const ground of ["paper", "ground"])
          expect(ratio(ink, ground), `--${ink} on --${ground}`).to.be.at.least(4.5);
    });

    it(`and borders of controls 3 to 1 on paper: ${theme}`, () => {
      for (const line of ["control", "accent", "bad"]) expect(ratio(line, "paper"), `--${line}`).to.be.at.least(3);
    });
  }
});
