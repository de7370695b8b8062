import type pg from "pg";
import { id } from "../connection.js";

export interface TableColumns {
  name: string;
  columns: string[];
}

/** A school's tables, each after those its foreign keys lead to, with the columns that can be written. */
export async function tablesInOrder(client: pg.Client, schema: string): Promise<TableColumns[]> {
  const { rows: tables } = await client.query<TableColumns>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname`,
    [id(schema)],
  );
  const { rows: keys } = await client.query<{ table: string; target: string }>(
    `SELECT c.relname AS table, f.relname AS target FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.connamespace = $1::regnamespace AND k.contype = 'f' AND k.conrelid <> k.confrelid`,
    [id(schema)],
  );
  const ordered: TableColumns[] = [];
  const done = new Set<string>();
  for (let waiting = tables; waiting.length;) {
    const ready = waiting.filter(({ name }) => keys.every(({ table, target }) => table !== name || done.has(target)));
    if (!ready.length) throw new Error(`the tables ${waiting.map(({ name }) => name).join(", ")} refer to each other`);
    ordered.push(...ready);
    for (const { name } of ready) done.add(name);
    waiting = waiting.filter(({ name }) => !done.has(name));
  }
  return ordered;
}
