import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../../home/StartError.js";
import { shownPath } from "../../home/shownPath.js";

/** What `postmaster.pid` says: line 1 is the pid, 4 the port, 8 the status. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads DATA/postmaster.pid; undefined when there is none or it is being written. */
export function readPostmaster(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Stops a postgres that still runs on this data after its Formroom and its watcher were killed. It is not taken over:
 * its settings may be old. A stranger who has got the pid of a dead one is left alone.
 *
 * @returns whether there was one
 * @throws StartError when it does not end within 10 s
 */
export async function stopOrphan(data: string): Promise<boolean> {
  const left = readPostmaster(data);
  if (!left || !isAlive(left.pid) || !isPostgres(left.pid)) return false;
  try {
    process.kill(left.pid, "SIGINT");
  } catch {
    throw new StartError(`Another user's PostgreSQL (pid ${left.pid}) runs on ${shownPath(data)}: stop it first.`);
  }
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (!isAlive(left.pid) || readPostmaster(data)?.pid !== left.pid) return true;
    await sleep(50);
  }
  throw new StartError(`A PostgreSQL left from before (pid ${left.pid}) does not end: kill it, then start again.`);
}

function isPostgres(pid: number): boolean {
  try {
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).includes("postgres");
  } catch {
    return commandOf(pid).includes("postgres"); // a slim image has no ps
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
