import { setTimeout as pause } from "node:timers/promises";
import type { Agenda, Job } from "agenda";
import { database } from "../database/connection.js";
import { env } from "../env.js";
import { log } from "../log.js";
import { definedJobs, runJob, runningJobs, type JobDefinition } from "./defineJob.js";
import { forgetFailures } from "./failures.js";
import { LOCK_LIFETIME, openStore, type JobStore } from "./store.js";

interface Worker {
  store: JobStore;
  stopping: AbortController;
}
let worker: Worker | undefined;

export interface WorkerOptions {
  /** Kinds to work on, "reports" for `reports.pump`; left out: all. What runs by itself (`every`) runs in every worker. */
  only?: readonly string[];
  /** Only rings, works on nothing: `serve --no-worker`. */
  ringOnly?: boolean;
  /** Milliseconds after which another process may take over a job that nobody says is alive. */
  lockLifetime?: number;
}

/** Connects to the job store and works. Once a process. Throws StartError when the store cannot be used. */
export async function startWorker({
  only,
  ringOnly = false,
  lockLifetime = LOCK_LIFETIME,
}: WorkerOptions = {}): Promise<void> {
  if (worker) throw new Error("the worker runs already");
  const store = await openStore(env.JOBS_URL ?? database().jobsUrl);
  const stopping = new AbortController();
  worker = { store, stopping };
  const jobs = ringOnly ? [] : definedJobs().filter((job) => wanted(job, only));
  for (const job of jobs) {
    store.agenda.define(job.name, (found) => attended(found, job, stopping.signal, lockLifetime / 4), {
      concurrency: job.concurrency,
      lockLimit: job.concurrency * 2,
      lockLifetime,
    });
  }
  // Started with nothing to do as well: only a started Agenda sends the notice that wakes the others.
  await store.agenda.start();
  for (const { name, every } of jobs) if (every !== undefined) await store.agenda.every(every, name);
}

const wanted = ({ name, every }: JobDefinition, only: readonly string[] | undefined) =>
  only === undefined || every !== undefined || only.includes(name.split(".")[0] ?? "");

/** Says now and then that the job is alive: one that outlives its lock would be started a second time beside itself. */
async function attended(found: Job, job: JobDefinition, signal: AbortSignal, interval: number): Promise<void> {
  const beat = setInterval(() => {
    found
      .touch()
      .catch((err: unknown) => log.warn({ err: err as Error, job: job.name }, "a job's lock was not renewed"));
  }, interval);
  try {
    await runJob(job, signal);
  } catch (error) {
    // Each failed bell leaves a row: of a job that goes on failing, the last one says it all.
    if (worker && job.every === undefined) await forgetFailures(worker.store.agenda, job.name);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** Agenda of the open store, for who looks into it (storedJobs.ts); undefined where none is open. */
export const openedAgenda = (): Agenda | undefined => worker?.store.agenda;

/**
 * Says that there may be rows for a job. Never throws and never waits for the work: a bell that is lost is rung again by
 * the sweeper. Where no store is open (a test, a command) it does nothing.
 */
export async function ring(name: string): Promise<void> {
  if (!worker || worker.stopping.signal.aborted) return;
  try {
    await worker.store.agenda.now(name, {});
  } catch (err) {
    log.warn({ err: err as Error, job: name }, "a bell was not rung; the sweeper will");
  }
}

/** Rejects when the job store does not answer: for /readyz. */
export async function storeAnswers(): Promise<void> {
  if (!worker) throw new Error("the job store is not open");
  // eslint-disable-next-line house/no-raw-query -- the job store's own pool: no scope, no table of ours
  await worker.store.pool.query("SELECT 1");
}

/**
 * Whether jobs have ended and the store has noted it. Our own count falls first: Agenda still writes how a job ended and takes
 * its row away, and a row that stays locked would be run again after its lock's life, by the next process.
 */
async function allNoted(agenda: Agenda): Promise<boolean> {
  if (runningJobs() > 0) return false;
  // A store that does not answer notes nothing any more.
  const { runningJobs: known } = await agenda.getRunningStats().catch(() => ({ runningJobs: 0 }));
  return known === 0;
}

/** Milliseconds for closing what remains open of the store after its jobs have ended, or their time is over. */
const CLOSING = 1_000;

/**
 * Lets running jobs end, at most `limit` milliseconds, and closes the store; a store that does not close in a second is left to
 * itself. Jobs are told by their signal.
 */
export async function stopWorker(limit = 5_000): Promise<void> {
  const leaving = worker;
  if (!leaving) return;
  leaving.stopping.abort();
  const { agenda, pool } = leaving.store;
  const ended = new AbortController();
  const watch = async () => {
    while (worker === leaving && !(await allNoted(agenda))) await pause(20);
    ended.abort(); // Agenda's drain does not see the last job end (startup.md 4)
  };
  void watch();
  // Agenda's own limit is for jobs only: after it it asks the database to stop its notices, which may not answer.
  const closed = agenda
    .drain({ timeout: limit, signal: ended.signal, closeConnection: true })
    .catch((err: unknown) => log.warn({ err: err as Error }, "the job store was not closed properly"))
    .then(() => pool.end());
  try {
    await Promise.race([closed, pause(limit + CLOSING, undefined, { ref: false })]);
  } finally {
    worker = undefined;
  }
}
