import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartError } from "../../home/StartError.js";
import { shownPath } from "../../home/shownPath.js";
import { runAs } from "./account.js";
import { foldersOf, type Place } from "./place.js";
import { readPostmaster } from "./postmaster.js";
import { settings, type Purpose } from "./settings.js";
import { watchOver } from "./watcher.js";

export interface RunOptions {
  readonly home: string;
  readonly place: Place;
  readonly port: number;
  readonly purpose: Purpose;
  readonly onExit?: (status: number | null) => void;
}

export interface Running {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Somebody took the port between our look and its start. */
export class PortTaken extends StartError {}

/** Recovery after a crash replays up to max_wal_size; a slow disk needs minutes for that, and must get them. */
const startLimit = 300_000;
const largeLog = 10 * 2 ** 20;

/**
 * Starts postgres on a data folder that exists and resolves when it is ready.
 *
 * `detached`, so that Ctrl-C, which goes to the whole process group, does not stop it in the middle of our drain.
 * Its log is a file, which outlives us. Ready is read in postmaster.pid and not in the log, whose words may change.
 */
export async function runPostgres({ home, place, port, purpose, onExit }: RunOptions): Promise<Running> {
  const logPath = join(home, "logs", "postgres.log");
  if ((statSync(logPath, { throwIfNoEntry: false })?.size ?? 0) > largeLog) renameSync(logPath, `${logPath}.1`);
  const log = openSync(logPath, "a", 0o600);
  const logStart = fstatSync(log).size;
  const given = Object.entries(settings(purpose)).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(place.native, "bin", "postgres"), ["-D", place.data, "-p", String(port), ...given], {
    ...runAs(place.account),
    detached: true,
    cwd: place.data,
    env: { PATH: "/usr/bin:/bin", LC_MESSAGES: "C", TZ: "UTC" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => reject(new StartError(`PostgreSQL could not be run: ${error.message}`)));
    child.once("exit", (status) => resolve(status));
  });
  ended.catch(() => undefined); // looked at below, and by then perhaps too late for node
  if (child.pid === undefined) return ended.then(() => Promise.reject(new StartError("PostgreSQL could not be run.")));

  const callOff = watchOver(child.pid, place.data, purpose === "test" ? foldersOf(place, home) : []);
  void ended.finally(callOff).catch(() => undefined);
  await untilReady(child.pid, ended, place.data, () => readFileSync(logPath, "utf8").slice(logStart), logPath);

  let stopping: Promise<void> | undefined;
  void ended.then((status) => (stopping ? undefined : onExit?.(status)));
  child.unref();
  return { port, pid: child.pid, stop: () => (stopping ??= stop(child, ended)) };
}

async function untilReady(pid: number, ended: Promise<unknown>, data: string, logText: () => string, logPath: string) {
  let over = false;
  const mark = () => (over = true);
  ended.then(mark, mark);
  for (const began = Date.now(); Date.now() - began < startLimit;) {
    const state = readPostmaster(data);
    if (state?.pid === pid && state.ready) return;
    if (over) {
      await ended; // an error of spawn is told as it is
      throw whyNot(logText(), data, logPath);
    }
    await sleep(10);
  }
  process.kill(pid, "SIGQUIT");
  throw new StartError(`PostgreSQL was not ready after ${startLimit / 60_000} minutes: ${shownPath(logPath)}`);
}

/** The last complaint of its log as one sentence. */
function whyNot(text: string, data: string, logPath: string): StartError {
  if (text.includes("could not bind")) return new PortTaken(`PostgreSQL's port is in use: ${shownPath(logPath)}`);
  if (text.includes("No space left on device")) {
    return new StartError(`No room left on the disk that holds ${shownPath(data)}; the database starts when there is.`);
  }
  const reason =
    [...text.matchAll(/(?:FATAL|PANIC): +(.*)/g)].pop()?.[1] ?? text.trim().split("\n").pop() ?? "no reason";
  return new StartError(`PostgreSQL did not start: ${reason} (${shownPath(logPath)})`);
}

/** Fast shutdown; after 2 s immediate (the next start recovers); after 3 more there is nothing left to ask. */
async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.ref();
  for (const [signal, limit] of [
    ["SIGINT", 2_000],
    ["SIGQUIT", 3_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const timer = new AbortController();
    const gone = await Promise.race([
      ended.then(
        () => true,
        () => true,
      ),
      sleep(limit, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (gone) return;
  }
}
