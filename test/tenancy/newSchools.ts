import { newClientSchema } from "../../app/commands/clients/newClient.js";
import { database } from "../../app/database/connection.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { PASSWORD } from "../support/schools.js";

let made = 0;
export const freshName = () => `c${Date.now().toString(36)}${++made}`;
export const inputFor = (schemaName: string, more: object = {}) =>
  newClientSchema.parse({
    name: "School",
    schemaName,
    country: "ZW",
    admin: { email: `admin@${schemaName}.example.test`, firstName: "Ada", lastName: "Admin", password: PASSWORD },
    ...more,
  });
export const superuser = async (sql: string) => asSuperuser(await testDatabase(), (client) => client.query(sql));

/** Everything that a school leaves in the database, by its name. */
export async function traces(schema: string): Promise<string[]> {
  const { names } = database();
  const role = `${names.prefix}_s_${schema}`;
  const found = await asSuperuser(await testDatabase(), (client) =>
    client.query<{ what: string }>(
      `SELECT 'schema' AS what FROM pg_namespace WHERE nspname = $1 UNION ALL SELECT 'role' FROM pg_roles WHERE rolname = $2
       UNION ALL SELECT 'client' FROM public.clients WHERE schema_name = $1 UNION ALL SELECT 'domain' FROM public.domains WHERE hostname LIKE $1 || '.%'
       UNION ALL SELECT DISTINCT 'user' FROM public.users WHERE client_role = $2::text UNION ALL SELECT DISTINCT 'ledger' FROM public.schema_migrations WHERE client_role = $2::text`,
      [schema, role],
    ),
  );
  return found.rows.map((row) => row.what);
}
export const ALL = ["schema", "role", "client", "domain", "user", "ledger"];
export const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as { code?: string; message: string },
  );
