import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { log } from "../log.js";
import { id } from "./connection.js";
import type { Names } from "./names.js";
import { schoolMigrations, type SchoolMigration } from "./streams.js";

interface Behind {
  id: string;
  schema_name: string;
  role_name: string;
  schema_level: string | null;
  done: string[];
}

export interface FleetResult {
  migrated: string[];
  failed: { schema: string; error: string }[];
}

/** The newest level this code knows: the name of the last migration of the school stream. */
export async function newestLevel(): Promise<string> {
  return (await schoolMigrations()).at(-1)?.name ?? "";
}

/**
 * Brings every school up to date, one transaction a school and migration, lock_timeout short so that a busy school
 * is neither blocked nor blocking. One school's failure stops no other; it stands in clients.migration_error.
 */
export async function migrateSchools(
  client: pg.Client,
  names: Names,
  only?: string,
  migrations?: SchoolMigration[],
): Promise<FleetResult> {
  migrations ??= await schoolMigrations();
  const level = migrations.at(-1)?.name ?? "";
  await client.query(`SET ROLE ${id(names.owner)}`);
  const { rows } = await client.query<Behind>(
    `SELECT c.id, c.schema_name, c.role_name, c.schema_level, array_remove(array_agg(m.name), NULL) AS done
       FROM public.clients c LEFT JOIN public.schema_migrations m ON m.client_id = c.id
      WHERE c.status <> 'creating' AND c.schema_level IS DISTINCT FROM $1 AND ($2::text IS NULL OR c.schema_name = $2)
      GROUP BY c.id ORDER BY c.schema_name`,
    [level, only ?? null],
  );
  const result: FleetResult = { migrated: [], failed: [] };
  let waiting = rows;
  for (let round = 0; waiting.length; round++) {
    const busy: Behind[] = [];
    if (round) await sleep(PAUSE_MS * round);
    for (const school of waiting) {
      const outcome = await migrateSchool(client, names, school, migrations);
      if (outcome === undefined) result.migrated.push(school.schema_name);
      else if (outcome.busy && round < RETRIES) busy.push(school);
      else result.failed.push({ schema: school.schema_name, error: await keep(client, school, outcome.words) });
    }
    waiting = busy;
  }
  await client.query("RESET ROLE");
  return result;
}

/** A school in use is tried again after all others: a lock not to be had, a dead-lock (tenancy.md 4). */
const BUSY = new Set(["55P03", "40P01"]);
const RETRIES = 5;
const PAUSE_MS = 200;

interface Failure {
  words: string;
  busy: boolean;
}

async function migrateSchool(
  client: pg.Client,
  names: Names,
  school: Behind,
  all: SchoolMigration[],
): Promise<Failure | undefined> {
  for (const migration of all.filter((candidate) => !school.done.includes(candidate.name))) {
    try {
      await apply(client, names, school, migration);
    } catch (error) {
      await client.query("ROLLBACK");
      return {
        words: `${migration.name}: ${(error as Error).message}`,
        busy: BUSY.has((error as { code?: string }).code ?? ""),
      };
    }
  }
  return undefined;
}

async function apply(client: pg.Client, names: Names, school: Behind, migration: SchoolMigration): Promise<void> {
  await client.query(
    `BEGIN; SET LOCAL lock_timeout = '300ms'; SET LOCAL ROLE ${id(names.owner)}; SET LOCAL search_path = ${id(school.schema_name)}, ext, pg_temp`,
  );
  // The client's row is the turn of whoever migrates this school; running requests only need its key.
  await client.query("SELECT 1 FROM public.clients WHERE id = $1 FOR NO KEY UPDATE", [school.id]);
  const { rows } = await client.query("SELECT 1 FROM public.schema_migrations WHERE client_id = $1 AND name = $2", [
    school.id,
    migration.name,
  ]);
  if (!rows.length) {
    for (const statement of migration.up) await client.query(statement);
    await client.query("INSERT INTO public.schema_migrations (client_id, name, client_role) VALUES ($1, $2, $3)", [
      school.id,
      migration.name,
      school.role_name,
    ]);
    await client.query("UPDATE public.clients SET schema_level = $2, migration_error = NULL WHERE id = $1", [
      school.id,
      migration.name,
    ]);
  }
  await client.query("COMMIT");
  school.done.push(migration.name);
}

async function keep(client: pg.Client, school: Behind, words: string): Promise<string> {
  log.error({ schema: school.schema_name, error: words }, "a school was not migrated");
  await client.query("UPDATE public.clients SET migration_error = $2 WHERE id = $1", [school.id, words]);
  return words;
}
