import { database, id } from "../database/connection.js";
import { withMigrator } from "../database/migrator.js";
import type { TenantClient } from "./scope.js";

/** Takes a school's role from the application's login: from then on no scope of that school can be opened. Repeatable. */
export function closeRole({ roleName }: TenantClient): Promise<void> {
  return withMigrator(async (client) => {
    await client.query(`REVOKE ${id(roleName)} FROM ${id(database().names.app)}`);
  });
}

/** Gives it back. Repeatable. */
export function openRole({ roleName }: TenantClient): Promise<void> {
  return withMigrator(async (client) => {
    await client.query(`GRANT ${id(roleName)} TO ${id(database().names.app)}`);
  });
}
