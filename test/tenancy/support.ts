import { database, sequelize } from "../../app/database/connection.js";
import { asSuperuser, testDatabase } from "../support/database.js";

/** The first row of a statement, in the running scope. */
export async function one(sql: string): Promise<Record<string, unknown>> {
  const [rows] = await sequelize.query(sql);
  return rows[0] as Record<string, unknown>;
}

/** How many of the pool's connections are given out at this moment. */
export function poolHolds(): number {
  return (sequelize.connectionManager as unknown as { pool: { using: number } }).pool.using;
}

/** How many connections of the app's login PostgreSQL sees in a state. */
export async function connectionsIn(state: string): Promise<number> {
  const { names } = database();
  return asSuperuser(await testDatabase(), async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = $1 AND state = $2",
      [names.app, state],
    );
    return rows[0]?.n ?? -1;
  });
}

/** Waits until a condition holds, at most 5 seconds. */
export async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < 5000; waited += 50) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
