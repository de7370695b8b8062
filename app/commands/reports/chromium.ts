import { join, resolve } from "node:path";
import { env } from "../../env.js";
import { prepareChromium, type Chromium } from "../../reports/chromium.js";

let prepared: Promise<Chromium> | undefined;

/** The browser of this installation: unpacked into the home folder at first use (1.5 s), or CHROMIUM_PATH. */
export function chromium(): Promise<Chromium> {
  const folder = join(resolve(env.FORMROOM_HOME), "chromium");
  return (prepared ??= prepareChromium({ folder, executablePath: env.CHROMIUM_PATH }).catch((error: unknown) => {
    prepared = undefined; // a full disk may have room the next time
    throw error;
  }));
}
