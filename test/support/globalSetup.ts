import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import type { Embedded } from "../../app/database/embedded/startEmbedded.js";
import { startCluster } from "./cluster.js";

const variable = "TEST_DATABASE_ADMIN_URL";
let cluster: Embedded | undefined;
const crashes: string[] = [];

/** One PostgreSQL for the whole run, unless one is given. Parallel workers get its address through the environment. */
export async function mochaGlobalSetup(this: { isParallelMode(): boolean }): Promise<void> {
  if (!process.env[variable]) {
    cluster = await startCluster();
    process.env[variable] = cluster.url;
  }
  if (!this.isParallelMode()) return;
  // From here on this process starts mocha's workers only. SIGTERM is mocha's own, to one that takes long to end.
  subscribe("child_process", (message) => {
    const { process: worker } = message as { process: ChildProcess };
    worker.once("exit", (status, signal) => {
      if (status !== 0 && signal !== "SIGTERM") crashes.push(String(status ?? signal));
    });
  });
}

/** Stops it, and tells on whoever left something open: a leaked timer or pool would let the run hang for ever. */
export async function mochaGlobalTeardown(): Promise<void> {
  await cluster?.stop();
  // mocha notices only those that end in the middle of a file.
  if (crashes.length > 0) throw new Error(`A process of the tests crashed (${crashes.join(", ")}): see above.`);
  setTimeout(() => {
    console.error(`The tests ended and something is still open: ${process.getActiveResourcesInfo().join(", ")}`);
    process.exit(1);
  }, 3_000).unref();
}
