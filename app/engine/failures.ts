import type { Agenda } from "agenda";
import { log } from "../log.js";

/** Takes the failed rows of a job out of the store; the one that is failing just now is still locked, and stays. */
export async function forgetFailures(agenda: Agenda, name: string): Promise<void> {
  try {
    const { jobs } = await agenda.queryJobs({ name, state: "failed" });
    if (jobs.length) await agenda.cancel({ ids: jobs.map(({ _id }) => _id) });
  } catch (err) {
    log.warn({ err: err as Error, job: name }, "older failures of a job were not taken away");
  }
}
