import "./support/settings.js";
import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import type pg from "pg";
import { withCluster } from "./support/cluster.js";
import { database, withClient } from "../app/database/connection.js";
import { migrateSchools } from "../app/database/migrateSchools.js";
import { behind, newestLevel } from "../app/database/levels.js";
import { baselineFile, schoolMigrations, type SchoolMigration } from "../app/database/streams.js";
import { uuidv7 } from "../app/ids.js";
import { testDatabase } from "../test/support/database.js";
import { median } from "./support/figures.js";

const SCHOOLS = Number(process.argv[2] ?? 1000);
const WORKERS = process.argv[3] === undefined ? undefined : Number(process.argv[3]);
const GOAL_S = 5;
const GOAL_CHECK_MS = 50;

/** A column and an index in every one of N empty schools, then the check that there is nothing left to do. */
async function run(): Promise<void> {
  const admin = await testDatabase();
  const baseline = await readFile(baselineFile, "utf8");
  const level = await newestLevel();
  const applied = (await schoolMigrations()).map(({ name }) => name);
  await withClient(admin, async (client) => {
    const { rows } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM public.clients");
    for (let n = rows[0]?.n ?? 0; n < SCHOOLS; n++) await makeEmpty(client, n, baseline, level, applied);
  });
  const step = (n: number): SchoolMigration => ({
    name: `99${String(n).padStart(2, "0")}-bench`,
    up: [
      `ALTER TABLE students ADD COLUMN bench_${n} text`,
      `CREATE INDEX students_bench_${n} ON students (bench_${n})`,
    ],
    down: [],
  });
  const migrations = await schoolMigrations();
  for (let round = 1; round <= 3; round++) {
    migrations.push(step(round));
    const time = await milliseconds(async () => {
      const { migrated, failed } = await migrate(migrations);
      if (migrated.length !== SCHOOLS || failed.length)
        throw new Error(`${migrated.length} migrated, ${failed.length} failed`);
    });
    console.log(
      `migrate: ${SCHOOLS} schools, round ${round}: ${(time / 1000).toFixed(2)} s (goal ${GOAL_S}), load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
  const [whole, query]: number[][] = [[], []];
  await withClient(database().migratorUrl, async (client) => {
    await client.query(`SET ROLE "${database().names.owner}"`);
    for (let n = 0; n < 9; n++) {
      query!.push(await milliseconds(() => behind(client, migrations)));
      whole!.push(await milliseconds(() => migrate(migrations)));
    }
  });
  console.log(
    `  nothing to do: ${median(query!).toFixed(1)} ms the query, ${median(whole!).toFixed(0)} ms with a new connection (goal ${GOAL_CHECK_MS}), load ${loadavg()[0]?.toFixed(1)}`,
  );
}

const migrate = (migrations: SchoolMigration[]) =>
  migrateSchools(database().migratorUrl, database().names, { migrations, workers: WORKERS });

/** A school without settings and people: schema, tables, row and ledger, by raw SQL in one trip. */
async function makeEmpty(
  client: pg.Client,
  n: number,
  baseline: string,
  level: string,
  applied: string[],
): Promise<void> {
  const [id, schema, { owner, prefix }] = [uuidv7(), `bench_m${n}`, database().names];
  const role = `${prefix}_s_${schema}`;
  const ledger = applied.map((name) => `('${id}', '${name}', '${role}')`).join(", ");
  await client.query(`BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL ROLE "${owner}"; CREATE SCHEMA ${schema}; SET LOCAL search_path = ${schema}, ext, pg_temp; ${baseline}
    INSERT INTO public.clients (id, name, schema_name, role_name, code, status, timezone, country, locale, schema_level)
      VALUES ('${id}', '${schema}', '${schema}', '${role}', 'B${n}', 'active', 'UTC', 'ZW', 'en', '${level}');
    INSERT INTO public.schema_migrations (client_id, name, client_role) VALUES ${ledger}; COMMIT`);
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

await withCluster(run);
process.exit(); // the pool of this process keeps it for its idle time
