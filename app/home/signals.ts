export interface StopOptions {
  /** npm_lifecycle_event: set when npm runs us, and then we end when npm does. */
  readonly lifecycleEvent?: string | undefined;
  /** A second signal within this many milliseconds is the same one twice (Ctrl-C under npm): default 1000. */
  readonly forceAfter?: number;
  /** A stop that takes longer is cut off: default 15 000 ms. */
  readonly limit?: number;
  /** For tests; process.exit by default. */
  readonly exit?: (status: number) => void;
}

export interface Stopping {
  /** Stops as a signal would, and ends with `status` (the database died, the port was lost). */
  stop(reason: string, status?: number): void;
  /** Takes the handlers away again. */
  dispose(): void;
}

/**
 * Stops once on SIGTERM, SIGINT (Ctrl-C) or SIGHUP (closed terminal), then ends the process: 0, or 1 when stopping
 * failed. `stop` is told the signal's name, or "parent".
 *
 * - A second signal forces the end with 1, but only after `forceAfter`: under npm one Ctrl-C arrives twice.
 * - Under npm the parent's pid is watched, since a killed npm takes nobody with it.
 *
 * What the process leaves running after a forced end (PostgreSQL) is stopped by its own watcher.
 */
export function onStop(stop: (reason: string) => Promise<void>, options: StopOptions = {}): Stopping {
  const { forceAfter = 1_000, limit = 15_000, exit = (status) => process.exit(status) } = options;
  let began: number | undefined;
  let parentPoll: NodeJS.Timeout | undefined;

  const begin = (reason: string, status = 0): void => {
    if (began !== undefined) {
      if (Date.now() - began >= forceAfter) exit(1);
      return;
    }
    began = Date.now();
    clearInterval(parentPoll);
    // Not unref'd: while it waits, the loop must not run dry and end with 0 in the middle of the stop.
    const cut = setTimeout(() => exit(1), limit);
    const end = (code: number) => {
      clearTimeout(cut);
      exit(code);
    };
    Promise.resolve()
      .then(() => stop(reason))
      .then(() => end(status))
      .catch((error: unknown) => {
        process.stderr.write(
          `Stopping failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
        );
        end(1);
      });
  };

  const onSignal = (signal: NodeJS.Signals): void => begin(signal);
  for (const signal of signals) process.on(signal, onSignal);
  if (options.lifecycleEvent !== undefined) {
    const parent = process.ppid;
    parentPoll = setInterval(() => {
      if (process.ppid !== parent) begin("parent");
    }, 1_000);
    parentPoll.unref();
  }

  return {
    stop: begin,
    dispose: () => {
      clearInterval(parentPoll);
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
