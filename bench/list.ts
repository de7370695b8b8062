import "./support/settings.js";
import { Agent } from "node:http";
import { withCluster } from "./support/cluster.js";
import { allKeys } from "../app/crypto/keys.js";
import { database } from "../app/database/connection.js";
import { closeApp } from "../test/support/app.js";
import { testDatabase } from "../test/support/database.js";
import { makeSchool } from "../test/support/schools.js";
import { serveChild, type Child, type Told } from "./support/children.js";
import { median, part, spread } from "./support/figures.js";
import { fetchOnce, rate, type Target } from "./support/load.js";
import { fillSchool } from "./support/school.js";

/** Pairs of slices: `npm run bench -- list 4` for a first look. */
const ROUNDS = Number(process.argv[2] ?? 12);
const MS = 1500;
const CLIENTS = [8, 1];
const GOAL = 0.6;

/**
 * A page of 50 students of a class, with the count, out of 1,000: the API against bare Express and pg, which sends the
 * same BEGIN and COMMIT. Each serves in a process of its own with a pool of 10; slices of 1.5 s alternate, and the ratio
 * is taken pair by pair, so that a busy machine slows both.
 */
async function run(): Promise<void> {
  const admin = await testDatabase();
  const school = await makeSchool("ZW", "benchlist");
  const classSessionId = await fillSchool(school);
  const { client, schema, host, token } = school;
  const scope = { kind: "school" as const, schema, role: client.roleName, readOnly: true, clientId: client.id };
  const secretKeys = allKeys().map(({ id, key }) => `${id}:${key.toString("base64")}`);
  const told: Told = {
    admin,
    appUrl: database().url.href,
    secretKeys: secretKeys.join(),
    scope: { ...scope, actorId: client.id },
  };
  await closeApp();
  const api = await serveChild("apiServer", told);
  const bare = await serveChild("bareServer", told);
  const query = `?classSessionId=${classSessionId}&pageSize=50`;
  const ours = {
    port: api.port,
    path: `/api/v1/school/students${query}`,
    headers: { host, authorization: `Bearer ${token}` },
  };
  const theirs = { port: bare.port, path: `/students${query}`, headers: { host } };
  try {
    await sameAnswer(ours, theirs);
    console.log(`list: 50 of a class with count, ${ROUNDS} pairs of ${MS / 1000} s; median (range)`);
    for (const clients of CLIENTS) await compare([api, ours], [bare, theirs], clients);
  } finally {
    await api.stop();
    await bare.stop();
  }
}

/** Warms both up, and sees to it that the same page is asked of both. */
async function sameAnswer(ours: Target, theirs: Target): Promise<void> {
  const agent = new Agent();
  const [a, b] = [JSON.parse(await fetchOnce(ours, agent)), JSON.parse(await fetchOnce(theirs, agent))] as Page[];
  const ids = (page: Page | undefined) => page?.data.map(({ id }) => id).join();
  if (a?.data.length !== 50 || ids(a) !== ids(b) || a.page.total !== b?.page.total)
    throw new Error("the two answer different things");
  await rate(ours, 8, MS);
  await rate(theirs, 8, MS);
}

interface Page {
  data: { id: string }[];
  page: { total: number };
}

async function compare([api, ours]: Side, [bare, theirs]: Side, clients: number): Promise<void> {
  const rates: [number, number][] = [];
  const [times, bareTimes]: [number[], number[]] = [[], []];
  const before = [await api.cpu(), await bare.cpu()] as const;
  for (let round = 0; round < ROUNDS; round++)
    rates.push([await rate(ours, clients, MS, times), await rate(theirs, clients, MS, bareTimes)]);
  const cpu = ((await api.cpu()) - before[0]) / times.length;
  const bareCpu = ((await bare.cpu()) - before[1]) / bareTimes.length;
  const ratios = rates.map(([a, b]) => a / b);
  const [rateOfApi, rateOfBare] = [rates.map(([a]) => a), rates.map(([, b]) => b)];
  console.log(`  ${clients} at a time: API ${spread(rateOfApi, 0)}/s, bare ${spread(rateOfBare, 0)}/s`);
  console.log(`    ratio ${spread(ratios, 2)}: goal ${GOAL} ${median(ratios) >= GOAL ? "reached" : "not reached"}`);
  console.log(
    `    p50 ${part(times, 0.5).toFixed(1)} and ${part(bareTimes, 0.5).toFixed(1)} ms, p95 ${part(times, 0.95).toFixed(1)} and ${part(bareTimes, 0.95).toFixed(1)} ms; ` +
      `processor time of the server a request ${cpu.toFixed(2)} and ${bareCpu.toFixed(2)} ms`,
  );
}

type Side = readonly [Child, Target];

await withCluster(run);
process.exit(); // the pool of this process keeps it for its idle time
