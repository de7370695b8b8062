import type pg from "pg";
import { id } from "../connection.js";

/**
 * Rows of JSON into a table of public, in one statement.
 * @param yields whether what is there already stays, and the row that meets it is passed over
 * @returns how many went in
 */
export async function insertRows(
  client: pg.Client,
  table: string,
  rows: readonly Record<string, unknown>[],
  { yields }: { yields: boolean },
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first).map(id).join(", ");
  const { rowCount } = await client.query(
    `INSERT INTO public.${id(table)} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::public.${id(table)}, $1::jsonb) ${yields ? "ON CONFLICT DO NOTHING" : ""}`,
    [JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}
