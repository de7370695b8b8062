/* eslint-disable house/no-raw-query -- a use is noted beside the row: no hook, no version */
import { sequelize } from "../database/connection.js";
import { findClient } from "../tenancy/resolve.js";
import { withPlatform, withTenant } from "../tenancy/scope.js";

const EVERY_MS = 60_000;
const noted = new Map<string, number>();

/** Notes that a key was used, at most once a minute and process: a scope of its own, after the request's. */
export async function noteKeyUsed(kind: "school" | "platform", id: string, schemaName?: string): Promise<void> {
  const now = Date.now();
  if ((noted.get(id) ?? 0) > now - EVERY_MS) return;
  noted.set(id, now);
  const table = kind === "school" ? "public.api_keys" : "public.platform_api_keys";
  const write = async () => {
    await sequelize.query(`UPDATE ${table} SET last_used_at = now() WHERE id = $1`, { bind: [id] });
  };
  if (kind === "platform") return withPlatform(write);
  const client = schemaName === undefined ? undefined : await findClient({ schemaName });
  if (client) await withTenant(client, write);
}
