import { sequelize } from "../database/connection.js";
import { isServed, neededLevel } from "../database/levels.js";
import { QueryTypes } from "sequelize";
import { maybeContext } from "./context.js";
import { withPlatform, type TenantClient } from "./scope.js";

/** A client as requests need it before their scope opens. */
export interface KnownClient extends TenantClient {
  name: string;
  /** As in `clients`, but "behind" for an active one below the level that this code needs (docs/migrations.md). */
  status: string;
  schemaLevel: string | null;
  timezone: string;
  locale: string;
  country: string;
  code: string;
}

type By = { id: string } | { schemaName: string } | { hostname: string };

const COLUMNS = `c.id, c.schema_name AS "schemaName", c.role_name AS "roleName", c.placement, c.name, c.status, c.schema_level AS "schemaLevel",
  c.timezone, c.locale, c.country, c.code`;
const KEEP_MS = 5000;
const cache = new Map<string, { client: KnownClient | undefined; until: number }>();

/** Forgets what is known of clients: after any change to one, in this process; others wait out KEEP_MS. */
export function forgetClients(): void {
  cache.clear();
}

/**
 * The client of an id, schema name or hostname, kept for a few seconds. Its status here only chooses the answer's
 * words; the scope's first query reads the status again, so suspending takes effect on the next request.
 */
export async function findClient(by: By): Promise<KnownClient | undefined> {
  const key = JSON.stringify(by);
  const known = cache.get(key);
  if (known && known.until > Date.now()) return known.client;
  // Inside a school's scope only its own row is visible: what is not seen there must not be kept as "there is none".
  if (maybeContext()) return look(by);
  const client = await withPlatform(() => look(by), { readOnly: true });
  if (cache.size > 10_000) cache.clear();
  cache.set(key, { client, until: Date.now() + KEEP_MS });
  return client;
}

async function look(by: By): Promise<KnownClient | undefined> {
  const [where, value] =
    "id" in by
      ? ["c.id = $1", by.id]
      : "schemaName" in by
        ? ["c.schema_name = $1", by.schemaName]
        : ["d.hostname = $1", by.hostname];
  const join = "hostname" in by ? "JOIN public.domains d ON d.client_id = c.id" : "";
  const rows = await sequelize.query<KnownClient>(
    `SELECT ${COLUMNS} FROM public.clients c ${join} WHERE ${where} AND c.status <> 'deleted'`,
    {
      bind: [value],
      type: QueryTypes.SELECT,
    },
  );
  return rows[0] && (await judged(rows[0]));
}

/** A school below the needed level is neither served nor worked for, until it is migrated. */
async function judged(client: KnownClient): Promise<KnownClient> {
  const served = client.status !== "active" || isServed(client.schemaLevel, await neededLevel());
  return served ? client : { ...client, status: "behind" };
}

/** Every client that is served, for loops of pumps and sweepers. */
export async function activeClients(): Promise<KnownClient[]> {
  return (await everyClient()).filter(({ status }) => status === "active");
}

/** Every client that has a school to go into, by schema name: suspended ones and those "behind" too. */
export async function everyClient(): Promise<KnownClient[]> {
  const found = await withPlatform(
    () =>
      sequelize.query<KnownClient>(
        `SELECT ${COLUMNS} FROM public.clients c WHERE c.status NOT IN ('creating', 'deleted') ORDER BY c.schema_name`,
        { type: QueryTypes.SELECT },
      ),
    { readOnly: true },
  );
  const judgedAll: KnownClient[] = [];
  for (const client of found) judgedAll.push(await judged(client));
  return judgedAll;
}
