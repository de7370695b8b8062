import type pg from "pg";
export { unwalled } from "../../app/database/rowWalls.js";
import type { School } from "./schools.js";

/** Views and functions of public would run with their owner's eyes. */
export const backdoors = async (client: pg.Client) =>
  (
    await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
    )
  ).rows.map((row) => row.name);

const FILLERS: Record<string, string> = {
  uuid: "gen_random_uuid()",
  text: "'x'",
  "timestamp with time zone": "now()",
  integer: "1",
  jsonb: "'{}'",
  boolean: "false",
  bytea: "'x'",
  name: "current_user",
  date: "now()",
};

interface Column {
  name: string;
  type: string;
}

/** Puts a row of a school into a table, whatever its columns are: checks and foreign keys are out of the way in this transaction. */
export async function plant(client: pg.Client, table: string, school: School): Promise<void> {
  const { rows: checks } = await client.query<{ name: string }>(
    "SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
    [`public.${table}`],
  );
  for (const { name } of checks) await client.query(`ALTER TABLE public.${table} DROP CONSTRAINT "${name}"`);
  const { rows: columns } = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull AND attname NOT IN ('client_id', 'client_role')`,
    [`public.${table}`],
  );
  const values = columns.map(({ type }) => FILLERS[type] ?? `unknown type ${type}`);
  await client.query("SET LOCAL session_replication_role = replica");
  await client.query(
    `INSERT INTO public.${table} (client_id, client_role${columns.map(({ name }) => `, "${name}"`).join("")}) VALUES ('${school.client.id}', '${school.client.roleName}'${values.map((value) => `, ${value}`).join("")})`,
  );
}
