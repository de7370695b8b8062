import { computeJobState, Job, type JobState, type JobWithState } from "agenda";
import { problem } from "../errors.js";
import { assertNoScope } from "../tenancy/context.js";
import { openedAgenda } from "./worker.js";

export const JOB_STATES = [
  "running",
  "scheduled",
  "queued",
  "completed",
  "failed",
  "repeating",
  "paused",
] as const satisfies readonly JobState[];

/** A job as the store holds it: one row a recurring job, one a bell that was not answered yet, one for the last failure of a job. */
export interface StoredJob {
  id: string;
  name: string;
  status: JobState;
  /** "30 seconds", of what runs by itself. */
  every: string | null;
  nextRunAt: string | null;
  lastRunAt: string | null;
  lastFinishedAt: string | null;
  lockedAt: string | null;
  failedAt: string | null;
  failReason: string | null;
  failCount: number;
}

interface Wanted {
  status?: JobState | undefined;
  name?: string | undefined;
  page: number;
  size: number;
}

/**
 * What the job store holds, last run first; through Agenda's own query, so any of its stores can answer.
 * @throws 503 where this process has no store open
 */
export async function storedJobs({ status, name, page, size }: Wanted): Promise<{ data: StoredJob[]; total: number }> {
  assertNoScope("asking the job store");
  const { jobs, total } = await agenda().queryJobs({
    ...(status === undefined ? {} : { state: status }),
    ...(name === undefined ? {} : { name }),
    sort: { lastRunAt: "desc" },
    skip: (page - 1) * size,
    limit: size,
  });
  return { data: jobs.map(shown), total };
}

/** One of them. @throws 404 */
export async function storedJob(id: string): Promise<StoredJob> {
  return shown(await found(id));
}

/**
 * Lets a job run now, once more; a recurring one keeps its rhythm. It is answered as it stands when it was let: one that goes
 * well leaves no row, and may have gone by the time at which one would look again.
 * @throws 404; 409 while it runs
 */
export async function runNow(id: string): Promise<StoredJob> {
  assertNoScope("asking the job store");
  const { state, ...attributes } = await found(id);
  if (state === "running") throw problem("invalid_transition", "The job is running now");
  const job = new Job(agenda(), { ...attributes, ...NO_FAILURE });
  await job.schedule(new Date()).save();
  return shown({ ...job.attrs, _id: attributes._id, state: computeJobState(job.attrs) });
}

/** Saving a job takes its failure away in the store; the copy here must not tell of it either. */
const NO_FAILURE = { failedAt: undefined, failReason: undefined, failCount: undefined };

async function found(id: string): Promise<JobWithState> {
  // A UUID in PostgreSQL, an ObjectId in MongoDB: what is neither would be an error of the store's.
  if (!/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24})$/i.test(id)) throw problem("not_found");
  const { jobs } = await agenda()
    .queryJobs({ id })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code === "22P02") return { jobs: [] };
      throw error;
    });
  if (!jobs[0]) throw problem("not_found");
  return jobs[0];
}

function agenda() {
  const open = openedAgenda();
  if (!open) throw problem("busy", { detail: "The job store is not open here", headers: { "Retry-After": "5" } });
  return open;
}

const iso = (value: Date | string | null | undefined) => (value ? new Date(value).toISOString() : null);

const shown = (job: JobWithState): StoredJob => ({
  id: String(job._id),
  name: job.name,
  status: job.state,
  every: job.repeatInterval === undefined || job.repeatInterval === null ? null : String(job.repeatInterval),
  nextRunAt: iso(job.nextRunAt),
  lastRunAt: iso(job.lastRunAt),
  lastFinishedAt: iso(job.lastFinishedAt),
  lockedAt: iso(job.lockedAt),
  failedAt: iso(job.failedAt),
  failReason: job.failReason?.slice(0, 500) ?? null,
  failCount: job.failCount ?? 0,
});
