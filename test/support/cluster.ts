import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded, type Embedded } from "../../app/database/embedded/startEmbedded.js";

/**
 * Starts a PostgreSQL of its own on a free port, in a folder of its own that `stop` removes; when the tests are
 * killed, the watcher stops and removes it.
 */
export async function startCluster(): Promise<Embedded> {
  const home = mkdtempSync(join(tmpdir(), "formroom-test-"));
  const remove = () => rmSync(home, { recursive: true, force: true });
  // The watcher of the running database begins with it; until then a signal is ours to clean up after.
  const cutOff = () => {
    remove();
    process.exit(1);
  };
  for (const signal of signals) process.once(signal, cutOff);
  try {
    return await startEmbedded({ home, password: randomBytes(12).toString("base64url"), purpose: "test" });
  } catch (error) {
    remove();
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, cutOff);
  }
}

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** The superuser's address on the cluster of this test run, database `postgres`. Read it in hooks, not at load. */
export function adminUrl(): string {
  const url = process.env["TEST_DATABASE_ADMIN_URL"];
  if (url === undefined) throw new Error("No test database: run the tests with `npm test`.");
  return url;
}
