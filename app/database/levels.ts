import type pg from "pg";
import { schoolMigrations, type SchoolMigration } from "./streams.js";

/** A school that lacks migrations of this code, and which it has. */
export interface Behind {
  id: string;
  schemaName: string;
  roleName: string;
  done: string[];
  /** Why the last try failed. */
  error?: string | null;
}

/** The newest level this code knows: the name of the last migration of the school stream. */
export async function newestLevel(): Promise<string> {
  return (await schoolMigrations()).at(-1)?.name ?? "";
}

/**
 * The level below which this code cannot serve a school (docs/migrations.md): the newest migration that is neither
 * marked `optional` (the code does without it) nor `contract` (it removes what the code no longer uses).
 */
export function neededOf(migrations: readonly SchoolMigration[]): string {
  return migrations.filter((one) => one.optional === undefined && one.contract === undefined).at(-1)?.name ?? "";
}

let needed: Promise<string> | undefined;

/** `neededOf` the migrations of this code; read once a process. */
export function neededLevel(): Promise<string> {
  return (needed ??= schoolMigrations().then(neededOf));
}

/** Whether a school at `level` can be served by code that needs `lowest`: names begin with four digits and sort. */
export const isServed = (level: string | null, lowest: string): boolean => (level ?? "") >= lowest;

/**
 * Every school that lacks a migration, by the ledger, in one query: the whole check when there is nothing to do.
 * One that has more than this code knows (a newer release ran beside) lacks nothing.
 */
export async function behind(
  client: pg.Client,
  migrations: readonly SchoolMigration[],
  only?: string,
): Promise<Behind[]> {
  const { rows } = await client.query<Behind>(
    `SELECT c.id, c.schema_name AS "schemaName", c.role_name AS "roleName", coalesce(m.done, '{}') AS done, c.migration_error AS error
       FROM public.clients c
       LEFT JOIN (SELECT client_id, array_agg(name) AS done FROM public.schema_migrations WHERE name = ANY($1) GROUP BY client_id) m
         ON m.client_id = c.id
      WHERE c.status <> 'creating' AND ($2::text IS NULL OR c.schema_name = $2)
        AND coalesce(cardinality(m.done), 0) < cardinality($1::text[])
      ORDER BY c.schema_name`,
    [migrations.map((one) => one.name), only ?? null],
  );
  return rows;
}
