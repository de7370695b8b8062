import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startCluster } from "../support/cluster.js";
import { closeApp, serveApp } from "../support/app.js";
import { openBrowser } from "../support/realBrowser.js";
import { platformToken } from "../support/schools.js";
import { demoSchool } from "./demoSchool.js";
import { platformPages, schoolPages, type PageOfPanel } from "./pages.js";
import { Screen } from "./screen.js";

/** `npm run pictures`: every page of the panel, both widths, light and dark, into test/pictures/ (git ignores it). */
const FOLDER = new URL("../pictures", import.meta.url).pathname;
const LOOKS = [
  [1366, 768, "light"],
  [1366, 768, "dark"],
  [390, 844, "light"],
  [390, 844, "dark"],
] as const;

async function draw(): Promise<void> {
  const { panelRouter } = await import("../../app/panel/index.js");
  await serveApp({ panel: await panelRouter() });
  const school = await demoSchool();
  await platformToken();
  const chrome = await openBrowser();
  try {
    const stranger = await Screen.open(chrome, school.host);
    await each(stranger, "before", [
      { name: "sign-in", to: "/login" },
      { name: "forgotten", to: "/forgot" },
    ]);
    const head = await Screen.open(chrome, school.host, school.head);
    await each(head, "school", await schoolPages(head));
    const admin = await Screen.open(chrome, "localhost", "superadmin@platform.example.test");
    await each(admin, "platform", await platformPages(admin));
  } finally {
    await chrome.close();
    await closeApp();
  }
}

async function each(screen: Screen, whose: string, pages: PageOfPanel[]): Promise<void> {
  for (const [width, height, theme] of LOOKS) {
    await screen.page.setViewport({ width, height });
    await screen.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    for (const { name, to, prepare } of pages) {
      if (whose === "before") await screen.page.goto(screen.address(to));
      else {
        await screen.load(to);
        await prepare?.(screen);
        await screen.settled();
      }
      const file = `${whose}, ${name}, ${width} ${theme}.png`.replaceAll(/[^\w ,.-]/g, "");
      await screen.page.screenshot({ path: join(FOLDER, file.replaceAll(/,? /g, "-")) as `${string}.png` });
    }
  }
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const cluster = await startCluster();
process.env.TEST_DATABASE_ADMIN_URL = cluster.url;
try {
  await draw();
  console.log(`Pictures stand in ${FOLDER}`);
} finally {
  await cluster.stop();
}
process.exit();
