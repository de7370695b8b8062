import type pg from "pg";
import { enterSchool } from "../../support/breakWall.js";
import type { School } from "../../support/schools.js";
import { MARK } from "./plant.js";
import type { Table } from "./catalogue.js";
import type { Victim } from "./victim.js";

const REFUSED = "42501";
/** A name that leads nowhere: a path without rights on its schema is passed over. */
const NOT_THERE = "42P01";

/**
 * Raw SQL as the attacker's role against every table of the victim: each verb on each table must be refused, or on a shared
 * table touch no row. Goes on from where `client` stands (a transaction that is rolled back), so that walls can be broken before.
 * @returns what got through: "verb table: how"
 */
export async function rawAttack(client: pg.Client, attacker: School, victim: Victim): Promise<string[]> {
  await enterSchool(client, attacker);
  const through: string[] = [];
  for (const table of victim.tables)
    for (const [verb, sql] of Object.entries(statements(table, victim))) {
      const how = await trial(client, sql, table.shared || verb === "unqualified select");
      if (how) through.push(`${verb} ${table.shared ? "public." : ""}${table.name}: ${how}`);
    }
  return through;
}

function statements({ sql, own, columns, name, shared }: Table, { client, schema }: Victim): Record<string, string> {
  const first = `"${columns[0]?.name}"`;
  const insert = columns.some((one) => one.name === "client_role")
    ? `INSERT INTO ${sql} (client_id, client_role) VALUES ('${client.id}', '${client.roleName}')`
    : `INSERT INTO ${sql} DEFAULT VALUES`;
  return {
    select: `SELECT 1 FROM ${sql} WHERE ${own}`,
    count: `SELECT 1 FROM (SELECT count(*) AS n FROM ${sql} WHERE ${own}) AS c WHERE n > 0`,
    insert,
    update: `UPDATE ${sql} SET ${first} = ${first} WHERE ${own}`,
    delete: `DELETE FROM ${sql} WHERE ${own}`,
    lock: `SELECT 1 FROM ${sql} WHERE ${own} FOR UPDATE`,
    truncate: `TRUNCATE ${sql} CASCADE`,
    ...(shared
      ? {}
      : {
          "unqualified select": `SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%${MARK}%' OR '${schema}' = current_schema()`,
        }),
  };
}

/** How a statement got through, or undefined when it was refused, or (where that is enough) touched no row. */
export async function trial(client: pg.Client, sql: string, noRowsWillDo: boolean): Promise<string | undefined> {
  await client.query("SAVEPOINT raw");
  try {
    const { rowCount } = await client.query(sql);
    return rowCount || !noRowsWillDo ? `${rowCount ?? 0} rows` : undefined;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return code === REFUSED || (noRowsWillDo && code === NOT_THERE) ? undefined : message;
  } finally {
    await client.query("ROLLBACK TO raw; RELEASE raw");
  }
}
