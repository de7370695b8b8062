import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../../app/database/embedded/startEmbedded.js";

const variable = "TEST_DATABASE_ADMIN_URL";

/**
 * Runs `work` on a PostgreSQL of its own with the settings of a school's server (it is durable: fsync stays on, unlike
 * the tests'), or on the one that TEST_DATABASE_ADMIN_URL names. Removes what it made, after Ctrl-C too.
 */
export async function withCluster(work: () => Promise<void>): Promise<void> {
  if (process.env[variable]) return work();
  const home = mkdtempSync(join(tmpdir(), "formroom-bench-"));
  const cluster = await startEmbedded({ home, password: randomBytes(12).toString("base64url"), purpose: "serve" });
  const end = async () => {
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const cutOff = () => void end().finally(() => process.exit(1));
  for (const signal of signals) process.once(signal, cutOff);
  process.env[variable] = cluster.url;
  try {
    await work();
  } finally {
    for (const signal of signals) process.off(signal, cutOff);
    await end();
  }
}

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
