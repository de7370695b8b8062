import { Agenda } from "agenda";
import { PostgresBackend } from "@agendajs/postgres-backend";
import pg from "pg";
import { pgConfig, withClient } from "../database/connection.js";
import { StartError } from "../home/StartError.js";
import { log } from "../log.js";

/** Agenda with the pool that is ours to close. */
export interface JobStore {
  agenda: Agenda;
  pool: pg.Pool;
}

/** A job of a dead process may be taken by another after a minute; a living one says so every quarter of that. */
export const LOCK_LIFETIME = 60_000;
const CONNECTIONS = 5;

/**
 * Opens the job store at `address`, which must be direct or through a session pool (LISTEN is lost in PgBouncer's
 * transaction mode, without an error). Asked with pg first: Agenda's constructor connects, and nobody would catch it.
 * @throws StartError in one sentence when the store cannot be used
 */
export async function openStore(address: string): Promise<JobStore> {
  if (/^mongodb/.test(address))
    throw new StartError("JOBS_URL: MongoDB is not there yet; leave JOBS_URL out to keep the jobs in PostgreSQL.");
  await probe(address);
  const pool = new pg.Pool({ ...pgConfig(address), max: CONNECTIONS, idleTimeoutMillis: 10_000 });
  pool.on("error", (err) => log.warn({ err }, "the job store's connection was lost"));
  // Without `ensureSchema: false` several processes that start at once fail each other (reports.md 5); 0003-jobs made it.
  const backend = new PostgresBackend({ pool, ensureSchema: false });
  backend.notificationChannel?.on("error", (err: Error) => log.warn({ err }, "the job store's notices were lost"));
  const agenda = new Agenda({
    backend,
    processEvery: 1_000,
    defaultLockLifetime: LOCK_LIFETIME,
    removeOnComplete: true,
  });
  agenda.on("error", (err: Error) => log.error({ err }, "the job store failed"));
  await agenda.ready;
  return { agenda, pool };
}

async function probe(address: string): Promise<void> {
  const where = URL.canParse(address) ? new URL(address).host : "JOBS_URL";
  try {
    await withClient(address, (client) =>
      client.query("SELECT count(*) FROM (SELECT 1 FROM agenda_jobs LIMIT 1) AS rows"),
    );
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "42P01")
      throw new StartError(
        `The job store at ${where} has no agenda_jobs in its search_path: JOBS_URL must lead to Formroom's own database, as its jobs login.`,
      );
    throw new StartError(`The job store at ${where} does not answer: ${message || code}.`);
  }
}
