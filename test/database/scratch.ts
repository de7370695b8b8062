import type pg from "pg";
import { namesFor, type Names } from "../../app/database/names.js";
import { setUp } from "../../app/database/setup.js";
import { asSuperuser, testDatabase } from "../support/database.js";

export interface Scratch {
  address: string;
  names: Names;
}
let made = 0;

/** A database of its own with roles and walls, nothing migrated; thrown away with its roles afterwards. */
export async function withScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const admin = await testDatabase();
  const name = `frs${Date.now().toString(36)}${++made}`;
  const names = namesFor(name);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  await asSuperuser(admin, (client) => client.query(`CREATE DATABASE ${name}`));
  try {
    const passwords = { app: "app", migrator: "migrator", jobs: "jobs" };
    await asSuperuser(url.href, (client) => setUp(client, names, passwords));
    return await work({ address: url.href, names });
  } finally {
    await asSuperuser(admin, async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      const { rows } = await client.query<{ role: string }>(
        "SELECT rolname AS role FROM pg_roles WHERE starts_with(rolname, $1)",
        [`${name}_`],
      );
      for (const { role } of rows) await client.query(`DROP ROLE "${role}"`);
    });
  }
}

/** The tables of a schema, sorted. */
export async function tablesOf(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1",
    [schema],
  );
  return rows.map((row) => row.name);
}
