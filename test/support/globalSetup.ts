import type { Embedded } from "../../app/database/embedded/startEmbedded.js";
import { startCluster } from "./cluster.js";

const variable = "TEST_DATABASE_ADMIN_URL";
let cluster: Embedded | undefined;

/** One PostgreSQL for the whole run, unless one is given. Parallel workers get its address through the environment. */
export async function mochaGlobalSetup(): Promise<void> {
  if (process.env[variable]) return;
  cluster = await startCluster();
  process.env[variable] = cluster.url;
}

/** Stops it, and tells on whoever left something open: a leaked timer or pool would let the run hang for ever. */
export async function mochaGlobalTeardown(): Promise<void> {
  await cluster?.stop();
  setTimeout(() => {
    console.error(`The tests ended and something is still open: ${process.getActiveResourcesInfo().join(", ")}`);
    process.exit(1);
  }, 3_000).unref();
}
