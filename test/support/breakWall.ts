import type pg from "pg";
import { database } from "../../app/database/connection.js";
import { asSuperuser, testDatabase } from "./database.js";
import type { School } from "./schools.js";

/** Runs work as the superuser in a transaction that is always rolled back: walls are broken here and stand again afterwards. */
export async function brokenFor<T>(statements: string[], work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asSuperuser(await testDatabase(), async (client) => {
    await client.query("BEGIN");
    try {
      for (const statement of statements) await client.query(statement);
      return await work(client);
    } finally {
      await client.query("ROLLBACK");
    }
  });
}

/** From here on the connection is what a scope of the school's has: the app's login, the school's role and path. */
export async function enterSchool(client: pg.Client, { client: { schemaName, roleName } }: School): Promise<void> {
  await client.query(`SET LOCAL SESSION AUTHORIZATION "${database().names.app}"`);
  await client.query(`SET LOCAL search_path = "${schemaName}", ext, pg_temp; SET LOCAL ROLE "${roleName}"`);
}

/** One statement by the protocol that the scope uses: it takes no second one. */
export const extended = async (client: pg.Client, sql: string): Promise<unknown[]> =>
  (await client.query({ text: sql, queryMode: "extended" } as pg.QueryConfig)).rows;

/** What PostgreSQL says to it: the SQLSTATE, or "" when it did it. */
export async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return "";
  } catch (error) {
    const { original, code, message } = error as { original?: { code?: string }; code?: string; message: string };
    return original?.code ?? code ?? message;
  }
}
