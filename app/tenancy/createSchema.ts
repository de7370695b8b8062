import { readFile } from "node:fs/promises";
import type pg from "pg";
import { levelOf, valuesList } from "../database/baseline.js";
import { id } from "../database/connection.js";
import type { Names } from "../database/names.js";
import { baselineFile, schoolMigrations } from "../database/streams.js";
import type { TenantClient } from "./scope.js";

/** Tables a school may only add to and read: nobody rewrites a trail. */
const APPEND_ONLY = ["audit_log"];
/** Tables whose frozen columns stand: a school's role may add rows and change state, never delete. */
const NEVER_DELETED = ["report_cards", "result_snapshots", "publications", "marks"];

let prepared: { baseline: string; level: string; names: string[] } | undefined;

async function baseline() {
  if (prepared) return prepared;
  const body = await readFile(baselineFile, "utf8");
  const names = (await schoolMigrations()).map((migration) => migration.name);
  const level = levelOf(body);
  if (level !== names.at(-1))
    throw new Error(
      `the baseline is of level ${level}, the migrations of ${names.at(-1)}: npm run formroom -- baseline`,
    );
  return (prepared = { baseline: body, level, names });
}

/**
 * Makes a school's role, then its schema with all that is in it. Two repeatable steps, each one round trip:
 * called again after a failure it does what is missing. `client` is the migrator's own connection.
 */
export async function createSchema(client: pg.Client, names: Names, tenant: TenantClient): Promise<void> {
  await createRole(client, names, tenant.roleName);
  const { rows } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [tenant.schemaName]);
  if (rows.length) return;
  const { baseline: body, level, names: applied } = await baseline();
  const [schema, role] = [id(tenant.schemaName), id(tenant.roleName)];
  const ledger = valuesList(applied.map((name) => [tenant.id, name, tenant.roleName]));
  await client
    .query(
      `BEGIN; SET LOCAL ROLE ${id(names.owner)}; CREATE SCHEMA ${schema}; GRANT USAGE ON SCHEMA ${schema} TO ${role};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};
    SET LOCAL search_path = ${schema}, ext, pg_temp;
    ${body}
    REVOKE UPDATE, DELETE ON ${APPEND_ONLY.map(id).join(", ")} FROM ${role};
    REVOKE DELETE ON ${NEVER_DELETED.map(id).join(", ")} FROM ${role};
    INSERT INTO public.schema_migrations (client_id, name, client_role) SELECT v.id::uuid, v.name, v.role FROM (VALUES ${ledger}) AS v (id, name, role);
    UPDATE public.clients SET schema_level = '${level}' WHERE id = '${tenant.id}'; COMMIT`,
    )
    .catch(async (error: unknown) => {
      await client.query("ROLLBACK");
      throw error;
    });
}

async function createRole(client: pg.Client, names: Names, role: string): Promise<void> {
  const { rows } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (!rows.length) await client.query(`CREATE ROLE ${id(role)} NOLOGIN INHERIT`);
  await client.query(`GRANT ${id(role)} TO ${id(names.app)}; GRANT ${id(names.school)} TO ${id(role)}`);
}

/** Takes back what `createSchema` made, for a creation that failed further on. */
export async function dropSchema(client: pg.Client, names: Names, tenant: TenantClient): Promise<void> {
  await client.query(`BEGIN; SET LOCAL ROLE ${id(names.owner)}; DROP SCHEMA IF EXISTS ${id(tenant.schemaName)} CASCADE;
    DELETE FROM public.schema_migrations WHERE client_id = '${tenant.id}'; COMMIT`);
  const { rows } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [tenant.roleName]);
  if (rows.length) await client.query(`DROP ROLE ${id(tenant.roleName)}`);
}
