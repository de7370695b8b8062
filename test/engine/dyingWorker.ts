/** A worker in a process of its own, for a test to kill: prints the first chunk it claims, then hangs in the next one. */
import "../../models/index.js";
import { openDatabase } from "../../app/cli/openDatabase.js";
import { pumpReports } from "../../app/commands/reports/pump.js";
import { useSecretKeys } from "../../app/crypto/keys.js";
import { quickPrinter } from "./papers.js";

const [admin = "", keys = ""] = process.argv.slice(2);
useSecretKeys(keys);
await openDatabase({ admin }, { migrate: false });
let chunks = 0;
const { printer } = quickPrinter(async () => {
  chunks += 1;
  if (chunks === 1) return;
  process.stdout.write("hanging\n");
  await new Promise(() => undefined);
});
setInterval(() => undefined, 1_000);
await pumpReports({ printer, lanes: 1, leaseSeconds: 6 });
