import type pg from "pg";
import { StartError } from "../home/StartError.js";
import { id, text } from "./connection.js";
import type { Names } from "./names.js";

export interface Passwords {
  app: string;
  migrator: string;
  jobs: string;
}

/** Extensions that schools and public use; they live in `ext`, which every scope has in its path. */
const EXTENSIONS = ["pg_trgm", "unaccent"];

/** The hardening of the role wall (tenancy.md 2). Needs a superuser; `doctor` says so where it could not be done. */
export const HARDENING = [
  "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
  "REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC",
  "REVOKE USAGE ON LANGUAGE sql FROM PUBLIC",
];

/** Lets the migrator see when other sessions' transactions began: sealing the audit asks (app/audit/horizon.ts). */
const seeTransactions = (names: Names) => `GRANT pg_read_all_stats TO ${id(names.migrator)}`;

/**
 * Makes the roles, schemas and walls of one installation; running it again changes nothing.
 * `client` must be allowed to create roles; what needs a superuser is tried and reported.
 * @returns what could not be done, in words
 * @throws StartError when the server is older than PostgreSQL 15
 */
export async function setUp(client: pg.Client, names: Names, passwords: Passwords): Promise<string[]> {
  await checkVersion(client);
  // Roles live in the cluster: two set-ups at once (tests, several servers starting) would race on pg_authid.
  await client.query("SELECT pg_advisory_lock(hashtext('formroom.setup'))");
  try {
    await makeRoles(client, names, passwords);
    await makeSchemas(client, names);
    return await attempt(client, [...HARDENING, seeTransactions(names)]);
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('formroom.setup'))");
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
  const version = Number(rows[0]?.server_version_num);
  if (version < 150_000) {
    throw new StartError(`The database is PostgreSQL ${Math.floor(version / 10_000)}; Formroom needs 15 or newer.`);
  }
}

async function makeRoles(client: pg.Client, names: Names, passwords: Passwords): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>("SELECT rolname FROM pg_roles WHERE rolname = ANY($1)", [
    Object.values(names),
  ]);
  const present = new Set(rows.map((row) => row.rolname));
  const ensure = async (role: string, options: string) => {
    await client.query(`${present.has(role) ? "ALTER" : "CREATE"} ROLE ${id(role)} ${options}`);
  };
  await ensure(names.owner, "NOLOGIN");
  await ensure(names.platform, "NOLOGIN");
  await ensure(names.school, "NOLOGIN");
  await ensure(names.app, `LOGIN NOINHERIT PASSWORD ${text(passwords.app)}`);
  await ensure(names.migrator, `LOGIN NOINHERIT CREATEROLE PASSWORD ${text(passwords.migrator)}`);
  await ensure(names.jobs, `LOGIN PASSWORD ${text(passwords.jobs)}`);
  await client.query(`GRANT ${id(names.platform)} TO ${id(names.app)}`);
  await client.query(`GRANT ${id(names.owner)} TO ${id(names.migrator)}`);
  await client.query(`GRANT ${id(names.school)} TO ${id(names.migrator)} WITH ADMIN OPTION`);
}

async function makeSchemas(client: pg.Client, names: Names): Promise<void> {
  const { rows } = await client.query<{ name: string; me: string }>(
    "SELECT current_database() AS name, current_user AS me",
  );
  const row = rows[0];
  if (!row) throw new Error("no answer to current_database()");
  const database = id(row.name);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(
    `GRANT CONNECT ON DATABASE ${database} TO ${id(names.app)}, ${id(names.migrator)}, ${id(names.jobs)}`,
  );
  await client.query(`GRANT CREATE ON DATABASE ${database} TO ${id(names.owner)}`);
  await client.query(`GRANT ${id(names.owner)} TO ${id(row.me)}`);
  for (const schema of ["ext", "nowhere", "jobs"]) await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  for (const name of EXTENSIONS) await client.query(`CREATE EXTENSION IF NOT EXISTS ${name} SCHEMA ext`);
  await client.query("GRANT USAGE ON SCHEMA ext TO PUBLIC");
  await client.query(`ALTER SCHEMA public OWNER TO ${id(names.owner)}`);
  await client.query("REVOKE ALL ON SCHEMA public FROM PUBLIC");
  await client.query(
    `GRANT USAGE ON SCHEMA public TO ${id(names.platform)}, ${id(names.school)}, ${id(names.migrator)}`,
  );
  await client.query(`ALTER SCHEMA jobs OWNER TO ${id(names.owner)}`);
  await client.query(`GRANT USAGE ON SCHEMA jobs TO ${id(names.jobs)}`);
  // The login may do nothing without taking a role, and a forgotten path leads to an empty schema.
  await client.query(`ALTER ROLE ${id(names.app)} IN DATABASE ${database} SET search_path = nowhere`);
  await client.query(`ALTER ROLE ${id(names.app)} IN DATABASE ${database} SET timezone = 'UTC'`);
  await client.query(`ALTER ROLE ${id(names.jobs)} IN DATABASE ${database} SET search_path = jobs`);
}

async function attempt(client: pg.Client, statements: string[]): Promise<string[]> {
  const refused: string[] = [];
  for (const statement of statements) {
    try {
      await client.query(statement);
    } catch (error) {
      refused.push(`${statement}: ${(error as Error).message}`);
    }
  }
  return refused;
}
