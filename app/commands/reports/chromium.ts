import { join, resolve } from "node:path";
import { env } from "../../env.js";
import { prepareChromium, type Chromium } from "../../reports/chromium.js";

let prepared: { folder: string; program: Promise<Chromium> } | undefined;

/** The browser of this installation: unpacked into the home folder at first use (1.5 s), or CHROMIUM_PATH. */
export function chromium(): Promise<Chromium> {
  const folder = join(resolve(env.FORMROOM_HOME), "chromium");
  if (prepared?.folder !== folder) {
    const program = prepareChromium({ folder, executablePath: env.CHROMIUM_PATH });
    const mine = (prepared = { folder, program });
    // a full disk may have room the next time
    program.catch(() => {
      if (prepared === mine) prepared = undefined;
    });
  }
  return prepared.program;
}
