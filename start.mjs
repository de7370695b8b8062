// Formroom's one entry: `npm start`, `npm test`, `npm run formroom -- …`. Plain Node, and old syntax on purpose: any
// Node must be able to read this file as far as the version check, so the rest is imported after it.
import { readFileSync } from "node:fs";

const wanted = [20, 19];
const found = process.versions.node.split(".").map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  const { name } = JSON.parse(String(readFileSync(new URL("./package.json", import.meta.url))));
  process.stderr.write(
    name + " needs Node " + wanted.join(".") + " or later; this is Node " + process.versions.node + ".\n",
  );
  process.exit(1);
}

import("./start/run.mjs").then((start) => start.run(process.argv.slice(2)));
