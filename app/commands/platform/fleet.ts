import { QueryTypes } from "sequelize";
import { z } from "zod";
import { sequelize } from "../../database/connection.js";
import { isServed, neededLevel } from "../../database/levels.js";
import { schoolMigrations } from "../../database/streams.js";

export const FLEET_STATES = ["current", "behind", "below"] as const;

export const schoolLevelSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  schemaName: z.string(),
  status: z.enum(["creating", "active", "suspended", "moving", "deleted"]),
  schemaLevel: z.string().nullable(),
  state: z.enum(FLEET_STATES),
  missing: z.array(z.string()),
  error: z.string().nullable(),
});
export type SchoolLevel = z.output<typeof schoolLevelSchema>;

export interface Fleet {
  /** The newest migration of this code. */
  level: string;
  /** Schools below it are answered 503. */
  needed: string;
  schools: SchoolLevel[];
}

type Row = Omit<SchoolLevel, "state" | "missing"> & { done: string[] };

/**
 * Where each school stands, by schema name: `current` has all migrations of this code, `behind` lacks some it can be served
 * without, `below` is answered 503. `error` is why the last try failed. Call it in the platform's scope.
 */
export async function fleet(): Promise<Fleet> {
  const names = (await schoolMigrations()).map(({ name }) => name);
  const needed = await neededLevel();
  // eslint-disable-next-line house/no-raw-query -- the ledger has no model: only the migrator writes it
  const rows = await sequelize.query<Row>(
    `SELECT c.id, c.name, c.schema_name AS "schemaName", c.status, c.schema_level AS "schemaLevel", c.migration_error AS error,
       ARRAY(SELECT m.name FROM public.schema_migrations m WHERE m.client_id = c.id) AS done
       FROM public.clients c WHERE c.status <> 'creating' ORDER BY c.schema_name`,
    { type: QueryTypes.SELECT },
  );
  const schools = rows.map(({ done, ...row }): SchoolLevel => {
    const missing = names.filter((name) => !done.includes(name));
    const state = !isServed(row.schemaLevel, needed) ? "below" : missing.length ? "behind" : "current";
    return { ...row, state, missing };
  });
  return { level: names.at(-1) ?? "", needed, schools };
}
