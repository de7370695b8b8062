// Started by `npm run dev` under `tsx watch`: the sources themselves, no dist/, again after each change.
import { existsSync } from "node:fs";

process.setSourceMapsEnabled(true);
const panel = new URL("../app/panel/build.ts", import.meta.url);
if (existsSync(panel)) await (await import(panel.href)).buildPanel();
const { main } = await import("../app/main.ts");
const status = await main(["serve", ...process.argv.slice(2)]);
if (typeof status === "number") process.exitCode = status;
