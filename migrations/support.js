/**
 * What both streams share. A migration is a list of single statements (design.md 4); this wraps a list so that
 * `sequelize-cli` and our own migrator run the same file. Names of roles carry the installation's prefix,
 * which is the database's name: see app/database/names.ts, whose rule is repeated here in SQL-free form.
 */
import { createHash } from "node:crypto";

/** @param {string} database */
export function rolesOf(database) {
  const prefix = /^[a-z][a-z0-9_]{0,15}$/.test(database)
    ? database
    : `fr_${createHash("sha256").update(database).digest("hex").slice(0, 10)}`;
  return { owner: `${prefix}_owner`, platform: `${prefix}_platform`, school: `${prefix}_school` };
}

/**
 * A public migration: `up` and `down` get the role names and answer a list of statements.
 * @param {{ up: (roles: {owner: string, platform: string, school: string}) => string[], down: (roles: {owner: string, platform: string, school: string}) => string[] }} migration
 */
export function publicMigration({ up, down }) {
  const run = (/** @type {typeof up} */ make) => async (/** @type {import("sequelize").QueryInterface} */ q) => {
    const [[row]] = /** @type {any} */ (await q.sequelize.query("SELECT current_database() AS name"));
    const roles = rolesOf(row.name);
    await q.sequelize.transaction(async (transaction) => {
      await q.sequelize.query(`SET LOCAL ROLE "${roles.owner}"`, { transaction });
      for (const statement of make(roles)) await q.sequelize.query(statement, { transaction });
    });
  };
  return { statements: up, undo: down, up: run(up), down: run(down) };
}

/**
 * The wall around a school-side table of public: forced row-level security keyed by current_user, the platform sees all.
 * @param {string} table
 * @param {{owner: string, platform: string, school: string}} roles
 * @param {string} rights what schools may do
 */
export function schoolSide(table, roles, rights = "SELECT, INSERT, UPDATE, DELETE") {
  return [
    ...platformOnly(table, roles),
    `ALTER TABLE public.${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE public.${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY school ON public.${table} TO "${roles.school}" USING (client_role = current_user) WITH CHECK (client_role = current_user)`,
    `CREATE POLICY platform ON public.${table} TO "${roles.platform}" USING (true) WITH CHECK (true)`,
    `CREATE POLICY owner ON public.${table} TO "${roles.owner}" USING (true) WITH CHECK (true)`,
    ...(rights ? [`GRANT ${rights} ON public.${table} TO "${roles.school}"`] : []),
  ];
}

/**
 * A table that only the platform reads and writes.
 * @param {string} table
 * @param {{platform: string}} roles
 */
export function platformOnly(table, roles) {
  return [`GRANT SELECT, INSERT, UPDATE, DELETE ON public.${table} TO "${roles.platform}"`];
}

/** Columns of every school-side table: the client, and the role that row-level security compares. */
export const clientColumns = `client_id uuid NOT NULL,
  client_role name NOT NULL DEFAULT current_user,
  FOREIGN KEY (client_id, client_role) REFERENCES public.clients (id, role_name)`;

export const stamps = `created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;
