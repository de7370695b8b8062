import type pg from "pg";
import { id } from "./connection.js";
import type { Names } from "./names.js";
import { publicMigrations } from "./streams.js";

/** The ledger has sequelize-cli's shape, so that `npx sequelize-cli db:migrate:status` reads the same rows. */
const LEDGER = "public.migrations";

/** Brings the public schema up to date; each file in a transaction of its own, as the owner. Returns the names applied. */
export async function migratePublic(client: pg.Client, names: Names): Promise<string[]> {
  await client.query(`SET ROLE ${id(names.owner)}`);
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS ${LEDGER} (name text PRIMARY KEY)`);
    const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${LEDGER}`);
    const done = new Set(rows.map((row) => row.name));
    const applied: string[] = [];
    for (const migration of await publicMigrations()) {
      if (done.has(`${migration.name}.js`)) continue;
      await apply(client, migration.name, migration.statements(names));
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query("RESET ROLE");
  }
}

async function apply(client: pg.Client, name: string, statements: string[]): Promise<void> {
  await client.query("BEGIN");
  try {
    for (const statement of statements) await client.query(statement);
    await client.query(`INSERT INTO ${LEDGER} (name) VALUES ($1)`, [`${name}.js`]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`migration public/${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
