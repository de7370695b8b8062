import pg from "pg";
import { newSchoolKey } from "../../../app/crypto/apiKeys.js";
import { sha256 } from "../../../app/crypto/keys.js";
import { pgConfig } from "../../../app/database/connection.js";
import { PERMISSIONS } from "../../../app/policies/permissions.js";
import { forgetClients } from "../../../app/tenancy/resolve.js";
import * as models from "../../../models/index.js";
import { schoolRows } from "../../door/support/rows.js";
import { asSuperuser, testDatabase } from "../../support/database.js";
import { makeSchool, type School } from "../../support/schools.js";
import { sums, tablesOf, type Table } from "./catalogue.js";
import { markRows, MARK, plantRow } from "./plant.js";

/** A school whose every table has rows, and whose every text says so. */
export interface Victim extends School {
  tables: Table[];
  /** Ids of its rows, by table. */
  ids: Map<string, string[]>;
  /** Columns that carry the mark: "table.column". */
  marked: string[];
}

let made: School[] = [];

/**
 * Takes away the schools that a file has planted rows in, whoever's copies they are: other files of this process's database
 * look at all schools (sweeps, keys, what waits), and such rows are like none that the product writes.
 */
export async function forgetVictims(...more: School[]): Promise<void> {
  const schools = [...made, ...more];
  made = [];
  await asSuperuser(await testDatabase(), async (client) => {
    await client.query("SET session_replication_role = replica");
    for (const school of schools) {
      for (const { sql, own, shared } of await tablesOf(client, school))
        if (shared) await client.query(`DELETE FROM ${sql} WHERE ${own}`);
      await client.query(`DROP SCHEMA "${school.schema}" CASCADE`);
      await client.query(`DROP ROLE "${school.client.roleName}"`);
    }
  });
  forgetClients();
}

export async function makeVictim(): Promise<Victim> {
  const school = await makeSchool();
  made.push(school);
  await school.inside(async () => {
    for (const build of Object.values(schoolRows)) await build();
  });
  return asSuperuser(await testDatabase(), async (client) => {
    const tables = await tablesOf(client, school);
    const [ids, marked] = [new Map<string, string[]>(), [] as string[]];
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const table of tables) {
      const { rowCount } = await client.query(`SELECT 1 FROM ${table.sql} WHERE ${table.own} LIMIT 1`);
      if (!rowCount) await plantRow(client, table, school);
      marked.push(...(await markRows(client, table)).map((column) => `${table.name}.${column}`));
      if (table.columns.some(({ name, type }) => name === "id" && type === "uuid"))
        ids.set(table.name, await idsIn(client, table));
    }
    await client.query("COMMIT");
    forgetClients();
    return { ...school, tables, ids, marked };
  });
}

async function idsIn(client: pg.Client, { sql, own }: Table): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`SELECT id::text FROM ${sql} WHERE ${own} ORDER BY 1 LIMIT 3`);
  return rows.map(({ id }) => id);
}

/** Whether something of the victim's stands in what was answered. */
export const betrays = (text: string): boolean => text.toLowerCase().includes(MARK);

export interface Watch {
  /** Names of the victim's tables whose rows are not what they were when the watch began. */
  changed(): Promise<string[]>;
  end(): Promise<void>;
}

/** Looks at the victim's rows from outside, on a connection of its own: equal sums, or somebody wrote there. */
export async function watch(victim: Victim): Promise<Watch> {
  const client = new pg.Client(pgConfig(await testDatabase()));
  await client.connect();
  const before = await sums(client, victim.tables);
  return {
    changed: async () => {
      const after = await sums(client, victim.tables);
      return Object.keys(before).filter((name) => before[name] !== after[name]);
    },
    end: () => client.end(),
  };
}

/** The same around some work. */
export async function watching<T>(victim: Victim, work: (changed: Watch["changed"]) => Promise<T>): Promise<T> {
  const watched = await watch(victim);
  return work(watched.changed).finally(watched.end);
}

/** A key of a school with every permission. */
export async function keyOfSchool({ schema, client, inside }: School): Promise<string> {
  const key = newSchoolKey(schema);
  const row = { clientId: client.id, name: "Isolation", permissions: [...PERMISSIONS], keyHash: sha256(key) };
  await inside(() => models.ApiKey.create(row));
  return key;
}
