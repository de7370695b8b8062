import { randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "../../app/cli/openDatabase.js";
import { useSecretKeys } from "../../app/crypto/keys.js";
import { pgConfig } from "../../app/database/connection.js";
import { makeBaseline } from "../../app/database/baseline.js";
import { schoolMigrations } from "../../app/database/streams.js";

/**
 * Every process has its own: the passwords of roles follow from each one's own key. mocha numbers the two of a whole
 * run; a run inside a run (a pool of 1) is given a name.
 */
const DATABASE = process.env.TEST_DATABASE_NAME ?? `frtest${process.env.MOCHA_WORKER_ID ?? ""}`;
let opened: Promise<string> | undefined;
const key = `test:${randomBytes(32).toString("base64")}`;

/** SECRET_KEYS of this process, for a process that it starts: the passwords of roles follow from it. */
export const testKeys = (): string => key;

/** The test cluster's superuser address for our database; made, migrated and connected once a process. */
export function testDatabase(): Promise<string> {
  return (opened ??= open());
}

async function open(): Promise<string> {
  const admin = process.env.TEST_DATABASE_ADMIN_URL;
  if (!admin) throw new Error("TEST_DATABASE_ADMIN_URL is not set: run through npm test, or mocha with .mocharc.json");
  useSecretKeys(testKeys());
  await asSuperuser(admin, async (client) => {
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (!rows.length) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
  const url = new URL(admin);
  url.pathname = `/${DATABASE}`;
  const app = process.env.TEST_DATABASE_APP_URL; // a run through a pooler, whose login is an operator's own
  await openDatabase({ admin: url.href, ...(app === undefined ? {} : { app }) });
  return url.href;
}

/** Failed sign-ins are counted by address too, and all tests come from one: ten in one file would lock the next one out. */
export async function forgetFailures(): Promise<void> {
  if (opened) await asSuperuser(await opened, (client) => client.query("DELETE FROM public.sign_in_failures"));
}

/** Runs statements as the superuser: to look at the catalogue, and to break walls on purpose. */
export async function asSuperuser<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(pgConfig(address));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const freshBaseline = async (address: string): Promise<string> =>
  asSuperuser(address, async (client) => makeBaseline(client, await schoolMigrations()));
