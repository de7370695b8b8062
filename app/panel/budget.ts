import { statSync } from "node:fs";
import { join } from "node:path";
import { outputFolder, type Manifest } from "./outputs.js";

/** What a first load of the panel may weigh, Brotli: at 400 kbit/s each 50 kB is a second. */
export const FIRST_LOAD_BYTES = 450_000;
const FIRST = ["core.js", "pages.js", "panel.css", "words-en.js"];

/** @throws when the files of a first load are heavier than the budget: a build that nobody on a village line could use */
export function withinBudget(files: Manifest["files"]): number {
  const sizes = FIRST.map((name) => [name, sizeOf(files[name]?.file ?? "")] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  if (total > FIRST_LOAD_BYTES) {
    const told = sizes.map(([name, size]) => `${name} ${size}`).join(", ");
    throw new Error(`The panel's first load is ${total} bytes compressed, more than ${FIRST_LOAD_BYTES}: ${told}`);
  }
  return total;
}

const sizeOf = (file: string): number => statSync(join(outputFolder, `${file}.br`)).size;
