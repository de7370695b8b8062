import { startWorker, storeAnswers, type WorkerOptions } from "../app/engine/worker.js";
import { readyWhen } from "../app/http/health.js";
import "./forget.js";
import "./mailPump.js";
import "./messagesPump.js";
import "./operationsPump.js";
import "./outboxPump.js";
import "./reportsPump.js";
import "./sealAudit.js";
import "./sweep.js";

/** Opens the job store and works on every job above; /readyz then asks the store, too. Stop it with `stopWorker`. */
export async function startJobs(options: WorkerOptions = {}): Promise<void> {
  await startWorker(options);
  readyWhen("jobs", storeAnswers);
}
