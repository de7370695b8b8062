import pg from "pg";
import { log } from "../log.js";
import { database, pgConfig } from "./connection.js";

const KEEP_MS = 30_000;

interface Kept {
  client: pg.Client;
  address: string;
  timer: NodeJS.Timeout;
}
let kept: Kept | undefined;

/**
 * Runs `work` on the migrator's direct connection, as `withClient` does, and keeps the connection for half a minute: one
 * that has made a school makes the next in two thirds of the time, since its catalogue caches are full. One that failed
 * is ended. Work must leave nothing set: settings are LOCAL. A kept connection holds no process up.
 */
export async function withMigrator<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { migratorUrl } = database();
  const client = take(migratorUrl) ?? (await connected(migratorUrl));
  try {
    const value = await work(client);
    keep(client, migratorUrl);
    return value;
  } catch (error) {
    await end(client);
    throw error;
  }
}

/** The kept connection, if it is of this address and nobody has it. */
function take(address: string): pg.Client | undefined {
  if (kept?.address !== address) return undefined;
  const { client, timer } = kept;
  kept = undefined;
  clearTimeout(timer);
  holding(client).ref();
  return client;
}

function keep(client: pg.Client, address: string): void {
  if (kept) return void end(client);
  holding(client).unref();
  kept = { client, address, timer: setTimeout(() => void forgetMigrator(), KEEP_MS).unref() };
}

/** Ends the kept connection, if there is one: at the process's end, and before a test's database goes. */
export async function forgetMigrator(): Promise<void> {
  const old = kept;
  kept = undefined;
  if (!old) return;
  clearTimeout(old.timer);
  await end(old.client);
}

async function connected(address: string): Promise<pg.Client> {
  const client = new pg.Client(pgConfig(address));
  client.on("error", (err) => {
    // Ended by the server: while it waits nobody is hurt, and whoever works with it is told by his query.
    if (kept?.client === client) kept = undefined;
    else log.warn({ err }, "database connection lost");
  });
  await client.connect();
  return client;
}

const end = (client: pg.Client) => client.end().catch(() => undefined);

/** pg's client has both; its types forget them. */
const holding = (client: pg.Client) => client as unknown as { ref(): void; unref(): void };
