import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { log } from "../log.js";
import { id, withClient } from "./connection.js";
import { behind, type Behind } from "./levels.js";
import { migrateSchool, onDisk, type Failure } from "./migrateSchool.js";
import type { Names } from "./names.js";
import { schoolMigrations, type SchoolMigration } from "./streams.js";

export interface FleetResult {
  migrated: string[];
  failed: { schema: string; error: string }[];
}

export interface FleetOptions {
  /** One school's schema name; left out: all. */
  only?: string;
  /** Left out: those of this code. */
  migrations?: SchoolMigration[];
  /** Left out: as many as processor cores, at most 4. */
  workers?: number;
  /** Told of each school as it is done or given up, and of how many there are. */
  tell?: (outcome: { schema: string; error?: string }, of: number) => void;
}

interface Waiting {
  school: Behind;
  tries: number;
  /** Not before this moment, in ms of the clock. */
  from: number;
}

/** A busy school is tried again at the end of the queue: its pauses add up to 4.2 s. */
const RETRIES = 6;
const PAUSE_MS = 200;
const MOST_WORKERS = 4;

/**
 * Brings every school up to date: several workers, each on a connection of its own, one transaction a school and
 * migration, lock_timeout short so that a busy school is neither blocked nor blocking. One school's failure stops no
 * other; it stands in clients.migration_error. Killed at any moment, the next run does the rest.
 * @param address of the migrator's login, or of one that may take the owner's role; direct, not through a pooler
 * @throws when the database itself goes away
 */
export async function migrateSchools(
  address: string,
  names: Names,
  { only, migrations, workers = Math.min(availableParallelism(), MOST_WORKERS), tell }: FleetOptions = {},
): Promise<FleetResult> {
  const all = migrations ?? (await schoolMigrations());
  const result: FleetResult = { migrated: [], failed: [] };
  await withClient(address, async (first) => {
    await asOwner(first, names);
    const schools = await behind(first, all, only);
    const queue = schools.map((school): Waiting => ({ school, tries: 0, from: 0 }));
    const done = async (client: pg.Client, school: Behind, failure?: Failure) => {
      const { schemaName: schema } = school;
      if (failure) result.failed.push({ schema, error: await keep(client, school, failure.words) });
      else result.migrated.push(schema);
      tell?.({ schema, error: failure?.words }, schools.length);
    };
    const work = (client: pg.Client) => drain(client, names, queue, all, done);
    const others = Array.from({ length: Math.max(0, Math.min(workers, schools.length) - 1) }, () =>
      withClient(address, async (client) => {
        await asOwner(client, names);
        await work(client);
      }),
    );
    // Every worker is waited for: the failure of one must not leave another running.
    const ends = await Promise.allSettled([work(first), ...others]);
    const lost = ends.find((end) => end.status === "rejected");
    if (lost) throw lost.reason;
    if (result.migrated.length) await onDisk(first);
  });
  return result;
}

const asOwner = (client: pg.Client, names: Names) => client.query(`SET ROLE ${id(names.owner)}`);

/** One worker: takes the first school whose moment has come, until none is left. */
async function drain(
  client: pg.Client,
  names: Names,
  queue: Waiting[],
  all: SchoolMigration[],
  done: (client: pg.Client, school: Behind, failure?: Failure) => Promise<void>,
): Promise<void> {
  while (queue.length) {
    const ready = queue.findIndex(({ from }) => from <= Date.now());
    const [next] = queue.splice(Math.max(0, ready), 1);
    if (!next) return;
    if (next.from > Date.now()) await sleep(next.from - Date.now());
    const failure = await migrateSchool(client, names, next.school, all);
    if (failure?.busy && next.tries < RETRIES)
      queue.push({ school: next.school, tries: next.tries + 1, from: Date.now() + PAUSE_MS * (next.tries + 1) });
    else await done(client, next.school, failure);
  }
}

async function keep(client: pg.Client, school: Behind, words: string): Promise<string> {
  log.error({ schema: school.schemaName, error: words }, "a school was not migrated");
  await client.query("UPDATE public.clients SET migration_error = $2 WHERE id = $1", [school.id, words]);
  return words;
}
