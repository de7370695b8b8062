import type pg from "pg";
import type { School } from "../../support/schools.js";

export interface Column {
  name: string;
  type: string;
  notNull: boolean;
  hasDefault: boolean;
}

/** A table that holds rows of one school: of its schema, or of public by its client. */
export interface Table {
  name: string;
  /** As SQL writes it. */
  sql: string;
  /** Which of its rows are the school's. */
  own: string;
  shared: boolean;
  columns: Column[];
}

/** Every table that may hold something of a school, from the catalogue: new ones come by themselves. */
export async function tablesOf(client: pg.Client, school: School): Promise<Table[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: Column[] }>(
    `SELECT n.nspname AS schema, c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL),
         'notNull', a.attnotnull, 'hasDefault', a.atthasdef) ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relkind IN ('r', 'p') AND (n.nspname = $1 OR n.nspname = 'public') GROUP BY 1, 2 ORDER BY 1, 2`,
    [school.schema],
  );
  return rows.flatMap(({ schema, name, columns }) => {
    const shared = schema === "public";
    const has = (column: string) => columns.some((one) => one.name === column);
    if (shared && name !== "clients" && !has("client_id")) return [];
    const own = !shared ? "true" : `${name === "clients" ? "id" : "client_id"} = '${school.client.id}'`;
    return [{ name, sql: `"${schema}"."${name}"`, own, shared, columns }];
  });
}

/** Every table of public, whoever it belongs to. */
export async function publicTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** What stands in each of a school's tables, as one sum a table: equal sums, equal rows. */
export async function sums(client: pg.Client, tables: Table[]): Promise<Record<string, string>> {
  const parts = tables.map(
    ({ sql, own, name, shared }) =>
      `SELECT '${shared ? "public." : ""}${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS sum FROM ${sql} t WHERE ${own}`,
  );
  // Named: asked some hundred times of the same connection, and planning it costs more than reading the rows.
  const { rows } = await client.query<{ name: string; sum: string }>({ name: "sums", text: parts.join(" UNION ALL ") });
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
