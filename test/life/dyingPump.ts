/** A pump in a process of its own, which kills itself at a moment between steps: no handler of ours runs, as with SIGKILL from outside. */
import { text } from "node:stream/consumers";
import "../../models/index.js";
import { openDatabase } from "../../app/cli/openDatabase.js";
import { pumpOperations } from "../../app/commands/life/pump.js";
import { configure } from "../../app/env.js";
import { useSecretKeys } from "../../app/crypto/keys.js";

const [admin = "", keys = "", files = ""] = process.argv.slice(2);
const { moment, failAt } = JSON.parse(await text(process.stdin)) as { moment: string; failAt: string };
useSecretKeys(keys);
configure({ FILES_URL: files });
await openDatabase({ admin }, { migrate: false });
await pumpOperations({
  leaseSeconds: 1,
  between: (now) => {
    if (now === failAt) throw new Error("it fails");
    if (now === moment) process.kill(process.pid, "SIGKILL");
  },
});
