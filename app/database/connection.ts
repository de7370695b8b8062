import pg from "pg";
import { Sequelize } from "sequelize";
import { env } from "../env.js";
import { log } from "../log.js";
import { namesFor, type Names } from "./names.js";

declare module "sequelize" {
  interface Options {
    databaseVersion?: string;
    keepDefaultTimezone?: boolean;
  }
}

/** Where this process connects: set once at start, before the first query. */
interface Target {
  url: URL;
  names: Names;
  /** The migrator's direct connection: creates schools. */
  migratorUrl: string;
  /** The job store's own login, direct. */
  jobsUrl: string;
}
let target: Target | undefined;

/** The target, or an error that says start-up forgot to connect. */
export function database(): Target {
  if (!target) throw new Error("The database is not connected yet");
  return target;
}

/** Points the one Sequelize instance at a database: the app's login (maybe through PgBouncer), the migrator's and the job store's. */
export function connectTo(urls: { app: string; migrator: string; jobs: string }): void {
  const url = new URL(urls.app);
  // The prefix follows the database as it is, not as a pooler may call it; the login is whatever the operator chose.
  const names = {
    ...namesFor(decodeURIComponent(new URL(urls.migrator).pathname.slice(1))),
    app: decodeURIComponent(url.username),
  };
  target = { url, names, migratorUrl: urls.migrator, jobsUrl: urls.jobs };
}

/** Options of pg for a URL; the password and TLS parameters are pg's own reading of it. */
export function pgConfig(address: string): pg.ClientConfig {
  return { connectionString: address, application_name: "formroom", connectionTimeoutMillis: 10_000 };
}

/** The one instance: its models are bound at import, its address is given at connect time (`connectTo`). */
export const sequelize = new Sequelize({
  dialect: "postgres",
  // The version is only used to choose old SQL dialects; asking for it would be a query outside any scope.
  databaseVersion: "15.0.0",
  logging: false,
  // No session-level SET at connect time: PgBouncer in transaction mode would leak or refuse it (tenancy.md 7).
  keepDefaultTimezone: true,
  dialectOptions: { clientMinMessages: "ignore" },
  pool: { max: env.DATABASE_POOL, min: 0, acquire: 15_000, idle: 10_000, maxUses: 2000 },
  define: { underscored: true, timestamps: true },
});

sequelize.addHook("beforeConnect", (config: object) => {
  const { url } = database();
  Object.assign(config, {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port || 5432),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  });
});

/** Runs `work` on a direct connection of its own (migrator, set-up, command line): never for request code. */
export async function withClient<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(pgConfig(address));
  client.on("error", (err) => log.warn({ err }, "database connection lost"));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Quotes an identifier and a literal for text that cannot take binds (SET LOCAL, DDL). */
export const id = (name: string): string => pg.escapeIdentifier(name);
export const text = (value: string): string => pg.escapeLiteral(value);
