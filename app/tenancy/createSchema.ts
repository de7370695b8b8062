import { readFile } from "node:fs/promises";
import type pg from "pg";
import { levelOf, valuesList } from "../database/baseline.js";
import { id, text } from "../database/connection.js";
import type { Names } from "../database/names.js";
import { baselineFile, schoolMigrations, type SchoolMigration } from "../database/streams.js";
import { fieldError, problem } from "../errors.js";
import type { TenantClient } from "./scope.js";

/** Tables a school may only add to and read: nobody rewrites a trail. */
const APPEND_ONLY = ["audit_log"];
/** Tables whose frozen columns stand: a school's role may add rows and change state, never delete. */
const NEVER_DELETED = ["report_cards", "result_snapshots", "publications", "marks"];

let prepared: { baseline: string; names: string[] } | undefined;

async function baseline() {
  if (prepared) return prepared;
  const body = await readFile(baselineFile, "utf8");
  const names = (await schoolMigrations()).map((migration) => migration.name);
  const level = levelOf(body);
  if (level !== names.at(-1))
    throw new Error(
      `the baseline is of level ${level}, the migrations of ${names.at(-1)}: npm run formroom -- baseline`,
    );
  return (prepared = { baseline: body, names });
}

/**
 * Makes a school's role, then its schema with all that is in it. Two repeatable steps, each one round trip:
 * called again after a failure it does what is missing. `client` is the migrator's own connection.
 * Both carry a comment that names the client: what stood there before under that name is neither adopted nor dropped.
 * @throws 409 duplicate when a schema or role of that name is somebody else's
 */
export async function createSchema(client: pg.Client, names: Names, tenant: TenantClient): Promise<void> {
  if (await standsAlready(client, names, tenant)) return;
  const { baseline: body, names: applied } = await baseline();
  await client
    .query(`${opening(names, tenant)}; ${body}; ${closing(tenant, applied)}; COMMIT`)
    .catch(async (error: unknown) => {
      await client.query("ROLLBACK");
      throw error;
    });
}

/** Sees to the role, and says whether the client's schema is there. @throws 409 duplicate when it is somebody else's */
async function standsAlready(client: pg.Client, names: Names, tenant: TenantClient): Promise<boolean> {
  await createRole(client, names, tenant);
  const owned = await schemaOwner(client, tenant.schemaName);
  if (owned !== undefined && owned !== mark(tenant)) throw taken();
  return owned !== undefined;
}

/** BEGIN as the owner, and an empty schema that is this client's; its tables become the school's role's to use. */
function opening(names: Names, tenant: TenantClient): string {
  const [schema, role] = [id(tenant.schemaName), id(tenant.roleName)];
  return `BEGIN; SET LOCAL ROLE ${id(names.owner)}; CREATE SCHEMA ${schema}; COMMENT ON SCHEMA ${schema} IS ${text(mark(tenant))}; GRANT USAGE ON SCHEMA ${schema} TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
    SET LOCAL search_path = ${schema}, ext, pg_temp`;
}

/** What its role may not, the ledger, and the level: the last of `applied`. */
function closing(tenant: TenantClient, applied: string[]): string {
  const ledger = valuesList(applied.map((name) => [tenant.id, name, tenant.roleName]));
  const role = id(tenant.roleName);
  return `REVOKE UPDATE, DELETE ON ${APPEND_ONLY.map(id).join(", ")} FROM ${role};
    REVOKE DELETE ON ${NEVER_DELETED.map(id).join(", ")} FROM ${role};
    INSERT INTO public.schema_migrations (client_id, name, client_role) SELECT v.id::uuid, v.name, v.role FROM (VALUES ${ledger}) AS v (id, name, role);
    UPDATE public.clients SET schema_level = ${text(applied.at(-1) ?? "")} WHERE id = '${tenant.id}'`;
}

/**
 * Makes a school's role and schema at an older level (or the newest), lets `load` put its rows in, and applies what has come
 * since: one transaction, so that a schema that is there is whole. Called again after that it does nothing.
 * `level` is the last migration that `load`'s rows know.
 */
export async function restoreSchema(
  client: pg.Client,
  names: Names,
  tenant: TenantClient,
  { level, load }: { level: string; load: () => Promise<void> },
): Promise<void> {
  if (await standsAlready(client, names, tenant)) return;
  const migrations = await schoolMigrations();
  const since = migrations.findIndex(({ name }) => name === level) + 1;
  if (!since) throw new Error(`the level ${level} is none of ours`);
  const applyAll = async (some: SchoolMigration[]) => {
    for (const statement of some.flatMap(({ up }) => up)) await client.query(statement);
  };
  try {
    await client.query(opening(names, tenant));
    // At the newest level the indexes come after the rows: made once, instead of row by row.
    const { tables, indexes } = inTwo((await baseline()).baseline);
    if (since === migrations.length) await client.query(tables);
    else await applyAll(migrations.slice(0, since));
    await load();
    if (since === migrations.length) await client.query(indexes);
    await applyAll(migrations.slice(since));
    await client.query(
      `${closing(
        tenant,
        migrations.map(({ name }) => name),
      )}; COMMIT`,
    );
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** The baseline's tables, with their keys, and the indexes that it prints after them. */
function inTwo(body: string): { tables: string; indexes: string } {
  const at = body.search(/^CREATE (UNIQUE )?INDEX /m);
  return { tables: body.slice(0, at), indexes: body.slice(at) };
}

async function createRole(client: pg.Client, names: Names, tenant: TenantClient): Promise<void> {
  const role = id(tenant.roleName);
  const owned = await roleOwner(client, tenant.roleName);
  if (owned !== undefined && owned !== mark(tenant)) throw taken();
  // Several statements in one message are one transaction: a role without its comment cannot stay behind.
  if (owned === undefined)
    await client.query(`CREATE ROLE ${role} NOLOGIN INHERIT; COMMENT ON ROLE ${role} IS ${text(mark(tenant))}`);
  await client.query(`GRANT ${role} TO ${id(names.app)}; GRANT ${id(names.school)} TO ${role}`);
}

/** Takes back what `createSchema` made, for a creation that failed further on; what was not made for this client stays. */
export async function dropSchema(client: pg.Client, names: Names, tenant: TenantClient): Promise<void> {
  if ((await schemaOwner(client, tenant.schemaName)) === mark(tenant))
    await client.query(`BEGIN; SET LOCAL ROLE ${id(names.owner)}; DROP SCHEMA ${id(tenant.schemaName)} CASCADE;
      DELETE FROM public.schema_migrations WHERE client_id = '${tenant.id}'; COMMIT`);
  if ((await roleOwner(client, tenant.roleName)) === mark(tenant))
    await client.query(`DROP ROLE ${id(tenant.roleName)}`);
}

const mark = ({ id: clientId }: TenantClient) => `client ${clientId}`;
const taken = () =>
  problem("duplicate", { errors: [fieldError("/schemaName", "is taken in the database", "duplicate")] });

interface Owned {
  mark: string | null;
}

/** Whose schema it is: the comment, "" without one, undefined when there is none of that name. */
async function schemaOwner(client: pg.Client, schema: string): Promise<string | undefined> {
  const { rows } = await client.query<Owned>(
    "SELECT obj_description(oid, 'pg_namespace') AS mark FROM pg_namespace WHERE nspname = $1",
    [schema],
  );
  return rows[0] && (rows[0].mark ?? "");
}

async function roleOwner(client: pg.Client, role: string): Promise<string | undefined> {
  const { rows } = await client.query<Owned>(
    "SELECT shobj_description(oid, 'pg_authid') AS mark FROM pg_roles WHERE rolname = $1",
    [role],
  );
  return rows[0] && (rows[0].mark ?? "");
}
