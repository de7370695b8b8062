import { log } from "../log.js";
import { assertNoScope } from "../tenancy/context.js";

/** One kind of job. Its payload is nothing: it says "there may be rows", and the work is claimed from tables. */
export interface JobDefinition {
  name: string;
  /** How many may run at a time in one process. */
  concurrency: number;
  /** "30 seconds": runs by itself, once for all processes. */
  every?: string;
  /** `signal` is aborted when the process wants to stop: take nothing new, put back what cannot be ended soon. */
  run(signal: AbortSignal): Promise<void>;
}

const jobs = new Map<string, JobDefinition>();
let running = 0;

/** Declares a job; jobs/ has one file each. Names are `<kind>.pump`, or one word for what runs by itself. */
export function defineJob(
  name: string,
  { concurrency, every }: { concurrency: number; every?: string },
  run: (signal: AbortSignal) => Promise<void>,
): void {
  if (jobs.has(name)) throw new Error(`the job ${name} is declared twice`);
  jobs.set(name, { name, concurrency, run, ...(every === undefined ? {} : { every }) });
}

/** Every job that was declared. */
export const definedJobs = (): JobDefinition[] => [...jobs.values()];

/** Jobs that run in this process now: our own count, since Agenda's drain does not see the last one end (startup.md 4). */
export const runningJobs = (): number => running;

/**
 * Runs a job once. Its failure is logged, and told to the store, which shows it to operators (GET /system/jobs); the rows
 * are still there, the sweeper rings again.
 * @throws what the job throws; when a scope is open: a leaked one would put this job's rows into somebody's transaction
 */
export async function runJob(job: JobDefinition, signal: AbortSignal): Promise<void> {
  assertNoScope(`the job ${job.name}`);
  running += 1;
  const started = Date.now();
  try {
    await job.run(signal);
    log.debug({ job: job.name, ms: Date.now() - started }, "job");
  } catch (err) {
    log.error({ err: err as Error, job: job.name, ms: Date.now() - started }, "a job failed");
    throw err;
  } finally {
    running -= 1;
  }
}
