import "./support/settings.js";
import { readFile } from "node:fs/promises";
import { withCluster } from "./support/cluster.js";
import { createClient } from "../app/commands/clients/createClient.js";
import { newClientSchema } from "../app/commands/clients/newClient.js";
import { withClient } from "../app/database/connection.js";
import { baselineFile } from "../app/database/streams.js";
import { ask, closeApp } from "../test/support/app.js";
import { testDatabase } from "../test/support/database.js";
import { PASSWORD, platformToken, testActor } from "../test/support/schools.js";
import { median, part } from "./support/figures.js";

const SCHOOLS = Number(process.argv[2] ?? 60);
const GOAL_MS = 250;

/**
 * Creation of schools, one after the other: row, domain, role, schema with its tables, settings, forms, scales, roles
 * and first administrator (whose password is hashed). By the command, then through the API, commit included; the
 * quarters tell whether it stays flat as schools grow more.
 */
async function run(): Promise<void> {
  const admin = await testDatabase();
  const token = await platformToken();
  const byCommand: number[] = [];
  const byApi: number[] = [];
  const bySql: number[] = [];
  for (let n = 0; n < SCHOOLS; n++) {
    const input = school(`bench_c${n}`);
    byCommand.push(await milliseconds(() => createClient(newClientSchema.parse(input), testActor())));
    bySql.push(await tablesAlone(admin, n));
  }
  for (let n = 0; n < SCHOOLS / 2; n++) {
    byApi.push(
      await milliseconds(async () => {
        const { status, text } = await ask("POST", "/api/v1/system/schools", { token, body: school(`bench_a${n}`) });
        if (status !== 201) throw new Error(`${status}: ${text}`);
      }),
    );
  }
  await closeApp();
  console.log(`school: ${SCHOOLS} schools by the command, then ${byApi.length} through the API; milliseconds`);
  tell("command", byCommand);
  tell("API", byApi);
  tell("its tables alone, by pg", bySql);
  console.log(
    `  command / tables alone: ${median(byCommand.map((time, n) => time / bySql[n]!)).toFixed(2)} (median of pairs)`,
  );
}

/** What PostgreSQL itself takes for the same tables and indexes, in one round trip: the floor, on this machine, now. */
async function tablesAlone(admin: string, n: number): Promise<number> {
  const baseline = await readFile(baselineFile, "utf8");
  const begin = `BEGIN; CREATE SCHEMA bare_${n}; SET LOCAL search_path = bare_${n}, ext, pg_temp;`;
  return withClient(admin, (client) => milliseconds(() => client.query(`${begin} ${baseline} COMMIT`)));
}

const school = (schemaName: string) => ({
  name: `School ${schemaName}`,
  schemaName,
  country: "ZW",
  domain: `${schemaName.replaceAll("_", "-")}.example.test`,
  admin: { email: "head@example.test", firstName: "Ada", lastName: "Head", password: PASSWORD },
});

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function tell(how: string, times: number[]): void {
  const quarter = Math.ceil(times.length / 4);
  const quarters = [0, 1, 2, 3].map((q) => times.slice(q * quarter, (q + 1) * quarter)).filter((some) => some.length);
  const middle = median(times);
  console.log(
    `  ${how}: median ${middle.toFixed(0)}, p90 ${part(times, 0.9).toFixed(0)}, first ${times[0]!.toFixed(0)}; ` +
      `quarters ${quarters.map((some) => median(some).toFixed(0)).join(", ")}${how === "its tables alone, by pg" ? "" : `; goal ${GOAL_MS} ${middle < GOAL_MS ? "reached" : "not reached"}`}`,
  );
}

await withCluster(run);
process.exit(); // the pool of this process keeps it for its idle time
