import type pg from "pg";
import { id, text } from "./connection.js";
import type { Behind } from "./levels.js";
import type { Names } from "./names.js";
import type { SchoolMigration } from "./streams.js";

/** Why a school was not brought up to date; `busy` when it is worth another try. */
export interface Failure {
  words: string;
  busy: boolean;
}

/** A lock not to be had, a dead-lock: the school is in use (tenancy.md 4). */
const BUSY = new Set(["55P03", "40P01"]);
const DUPLICATE = "23505";

/**
 * Applies what a school lacks, one transaction and one round trip a migration.
 * @throws what is no fault of the school: the connection is gone, the server is shutting down
 */
export async function migrateSchool(
  client: pg.Client,
  names: Names,
  school: Behind,
  all: readonly SchoolMigration[],
): Promise<Failure | undefined> {
  for (const migration of all.filter(({ name }) => !school.done.includes(name))) {
    const failure = await apply(client, names, school, migration);
    if (failure) return failure;
    school.done.push(migration.name);
  }
  return undefined;
}

async function apply(
  client: pg.Client,
  names: Names,
  school: Behind,
  migration: SchoolMigration,
): Promise<Failure | undefined> {
  try {
    await client.query(textOf(names, school, migration));
    return undefined;
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    // Not PostgreSQL's word on these statements: whatever comes next on this connection would fail too.
    if (!/^[0-9A-Z]{5}$/.test(code) || /^(08|57P)/.test(code)) throw error;
    await client.query("ROLLBACK");
    if (code === DUPLICATE && (await inLedger(client, school, migration))) return undefined;
    return { words: `${migration.name}: ${message}`, busy: BUSY.has(code) };
  }
}

/**
 * The ledger's row comes first: it is the turn of whoever migrates this school, and a second migrator, after waiting
 * for the first, is told that it stands already. A running request needs no lock that this text holds on public.
 * COMMIT does not wait for the disk: what a crash takes, it takes with its ledger row, and `onDisk` ends the run.
 */
function textOf(names: Names, { id: clientId, schemaName, roleName }: Behind, { name, up }: SchoolMigration): string {
  const row = [clientId, name, roleName].map(text).join(", ");
  return [
    `BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = '300ms'; SET LOCAL ROLE ${id(names.owner)}; SET LOCAL search_path = ${id(schemaName)}, ext, pg_temp`,
    `INSERT INTO public.schema_migrations (client_id, name, client_role) VALUES (${row})`,
    ...up,
    `UPDATE public.clients SET schema_level = GREATEST(schema_level, ${text(name)}), migration_error = NULL WHERE id = ${text(clientId)}`,
    "COMMIT",
  ].join(";\n");
}

/** From here on all that was committed before survives a crash: one commit that waits for the disk. */
export const onDisk = (client: pg.Client) =>
  client.query("SELECT pg_logical_emit_message(true, 'formroom', 'schools are migrated')");

async function inLedger(client: pg.Client, school: Behind, migration: SchoolMigration): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM public.schema_migrations WHERE client_id = $1 AND name = $2", [
    school.id,
    migration.name,
  ]);
  return rows.length > 0;
}
