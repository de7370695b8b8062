import type pg from "pg";
import { id } from "./connection.js";
import type { Names } from "./names.js";
import { publicMigrations } from "./streams.js";

/** The ledger has sequelize-cli's shape, so that `npx sequelize-cli db:migrate:status` reads the same rows. */
const LEDGER = "public.migrations";

/** Brings the public schema up to date; each file in a transaction of its own, as the owner. Returns the names applied. */
export async function migratePublic(client: pg.Client, names: Names): Promise<string[]> {
  await adoptLedger(client, names);
  await client.query(`SET ROLE ${id(names.owner)}`);
  try {
    await makeLedger(client);
    const applied: string[] = [];
    for (const migration of await publicMigrations()) {
      if (await apply(client, migration.name, migration.statements(names))) applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query("RESET ROLE");
  }
}

/** One migrator at a time; taken inside each transaction, so that nothing has to be given back. */
const TURN = "SELECT pg_advisory_xact_lock(hashtext('formroom.migrate'))";

/** sequelize-cli makes the ledger as whoever runs it; where it came first, the table becomes the owner's. */
async function adoptLedger(client: pg.Client, names: Names): Promise<void> {
  const { rows } = await client.query(
    "SELECT 1 FROM pg_class WHERE oid = to_regclass($1) AND relowner <> $2::regrole",
    [LEDGER, id(names.owner)],
  );
  if (rows.length) await client.query(`ALTER TABLE ${LEDGER} OWNER TO ${id(names.owner)}`);
}

/** Apart from the migrations: two first starts at once would both make the table. */
async function makeLedger(client: pg.Client): Promise<void> {
  await client.query(`BEGIN; ${TURN}; CREATE TABLE IF NOT EXISTS ${LEDGER} (name text PRIMARY KEY); COMMIT`);
}

/** Applies one file unless the ledger has it already; looked at under the lock. */
async function apply(client: pg.Client, name: string, statements: string[]): Promise<boolean> {
  await client.query("BEGIN");
  try {
    await client.query(TURN);
    const { rows } = await client.query(`SELECT 1 FROM ${LEDGER} WHERE name = $1`, [`${name}.js`]);
    if (!rows.length) {
      for (const statement of statements) await client.query(statement);
      await client.query(`INSERT INTO ${LEDGER} (name) VALUES ($1)`, [`${name}.js`]);
    }
    await client.query("COMMIT");
    return !rows.length;
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`migration public/${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
