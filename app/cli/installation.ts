import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { useSecretKeys } from "../crypto/keys.js";
import { pgConfig, sequelize } from "../database/connection.js";
import { forgetMigrator } from "../database/migrator.js";
import { startEmbedded, type Embedded } from "../database/embedded/startEmbedded.js";
import { configure, env } from "../env.js";
import { StartError } from "../home/StartError.js";
import { askControl } from "../home/controlSocket.js";
import { openHome, type Home } from "../home/openHome.js";
import { openSecrets, type Secrets } from "../home/secrets.js";
import { openDatabase, type Addresses, type Opened } from "./openDatabase.js";

/** The name of the embedded database; the prefix of its roles follows from it. */
const DATABASE = "formroom";

export interface Installation {
  home: Home;
  secrets: Secrets | undefined;
  embedded?: Embedded;
  /** Where the database is prepared from. */
  addresses: Addresses;
}

/**
 * Finds this installation: home folder, secrets, and its database (DATABASE_URL, one that already runs here, or the
 * embedded one, which is started). `run` says whether this process is to own the embedded database.
 */
export async function findInstallation(onExit?: (status: number | null) => void): Promise<Installation> {
  const home = openHome(env.FORMROOM_HOME);
  const secrets = useSecrets(home);
  configure({ FILES_URL: env.FILES_URL ?? pathToFileURL(join(home.path, "files")).href });
  if (env.DATABASE_URL !== undefined || env.DATABASE_ADMIN_URL !== undefined)
    return { home, secrets, addresses: given() };
  const running = await askControl(home.path);
  if (running && running.pid !== process.pid) {
    if (running.databaseUrl === undefined)
      throw new StartError("Formroom is just starting in this folder: try again in a moment.");
    return { home, secrets, addresses: { admin: running.databaseUrl } };
  }
  const password = (secrets ?? openSecrets(home.secrets)).databasePassword;
  const embedded = await startEmbedded({ home: home.path, password, purpose: "serve", onExit });
  try {
    return { home, secrets, embedded, addresses: { admin: await ensureDatabase(embedded.url) } };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** With one address it is the operator's own login, from which our roles are made; with both, the app uses the first as it is. */
function given(): Addresses {
  const { DATABASE_URL: app, DATABASE_ADMIN_URL: admin } = env;
  return admin === undefined ? { admin: app ?? "" } : { admin, app };
}

function useSecrets(home: Home): Secrets | undefined {
  if (env.SECRET_KEYS !== undefined) {
    useSecretKeys(env.SECRET_KEYS);
    return env.DATABASE_URL === undefined ? openSecrets(home.secrets) : undefined;
  }
  if (env.NODE_ENV === "production")
    throw new StartError("SECRET_KEYS must be set in production: id:base64 of 32 random bytes.");
  const secrets = openSecrets(home.secrets);
  useSecretKeys(secrets.secretKeys.map(({ id, key }) => `${id}:${key}`).join(","));
  return secrets;
}

async function ensureDatabase(address: string): Promise<string> {
  const client = new pg.Client(pgConfig(address));
  await client.connect();
  const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
  if (!rows.length) await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
  const url = new URL(address);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

/** Runs a command against the installation's database, beside a running one or alone, and closes what it opened. */
export async function withInstallation<T>(
  work: (installation: Installation, opened: Opened) => Promise<T>,
  options: { migrate?: boolean } = {},
): Promise<T> {
  await import("../../models/index.js");
  await import("../../resources/index.js");
  const installation = await findInstallation();
  try {
    const opened = await openDatabase(installation.addresses, options);
    return await work(installation, opened);
  } finally {
    await forgetMigrator();
    await sequelize.close().catch(() => undefined);
    await installation.embedded?.stop();
  }
}
