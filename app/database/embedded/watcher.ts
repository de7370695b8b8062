import { spawn } from "node:child_process";
import { join } from "node:path";

/** `read` ends when its pipe closes: when node ends, however it ends. Even kill -9 cannot keep a pipe open. */
const stopPostgres = 'read _; kill -INT "$1"';

/**
 * Ended is: no such process, or no postmaster.pid ($2) any more, since in a container whose first process collects
 * nobody a dead postgres is seen as a zombie for ever. Bounded by 10 s all the same.
 */
const andRemove =
  '; n=0; while kill -0 "$1" 2>/dev/null && [ -e "$2" ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done' +
  '; shift 2; sleep 0.1; rm -rf -- "$@"';

/**
 * Starts the process that stops this postgres when ours is gone.
 *
 * @param pid of the postmaster
 * @param data its data folder
 * @param remove folders to remove after that (tests)
 * @returns calls it off; to be called when postgres has ended, before its pid is somebody else's
 */
export function watchOver(pid: number, data: string, remove: readonly string[]): () => void {
  const script = remove.length === 0 ? stopPostgres : stopPostgres + andRemove;
  const args = [String(pid), join(data, "postmaster.pid"), ...remove];
  const watcher = spawn("/bin/sh", ["-c", script, "sh", ...args], {
    detached: true,
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.on("error", () => undefined);
  watcher.unref();
  const pipe = watcher.stdin as unknown as { unref?(): void; on(event: "error", handler: () => void): void };
  pipe.on("error", () => undefined);
  pipe.unref?.();
  return () => void watcher.kill("SIGKILL");
}
