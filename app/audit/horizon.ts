import { withMigrator } from "../database/migrator.js";
import { utcText } from "./trails.js";

/** Others' beginnings are shown to whoever has taken this role. */
const SEEING = "SET LOCAL ROLE pg_read_all_stats";
const OLDEST = `least(min(xact_start) - interval '1 second',
  now() - CASE WHEN bool_or(query = '<insufficient privilege>') THEN interval '10 minutes' ELSE interval '5 seconds' END)`;
const HORIZON = `SELECT ${utcText(OLDEST)} AS horizon FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`;

/**
 * The time before which every transaction has ended: entries carry their transaction's beginning, so what is older will
 * not be joined by another any more. As UTC text to the microsecond. Where the database does not show us when others
 * began (the role could not be granted), ten minutes are left: no request and no job holds a transaction that long.
 */
export function horizon(): Promise<string> {
  return withMigrator(async (client) => {
    await client.query("BEGIN READ ONLY");
    try {
      await client.query(`SAVEPOINT seeing; ${SEEING}`);
    } catch {
      await client.query("ROLLBACK TO SAVEPOINT seeing");
    }
    const { rows } = await client.query<{ horizon: string }>(HORIZON);
    await client.query("COMMIT");
    return rows[0]!.horizon; // an aggregate is one row, and least() passes over what is null
  });
}

/** How many entries were ever added to each school's trail, by its schema, as the server counts: tells which are worth a look. */
export function addedEntries(): Promise<Map<string, string>> {
  return withMigrator(async (client) => {
    const { rows } = await client.query<{ schema: string; added: string }>(
      "SELECT schemaname AS schema, n_tup_ins AS added FROM pg_stat_all_tables WHERE relname = 'audit_log'",
    );
    return new Map(rows.map(({ schema, added }) => [schema, added]));
  });
}
