import { createHmac } from "node:crypto";
import { connectTo, withClient } from "../database/connection.js";
import { migratePublic } from "../database/migratePublic.js";
import { migrateSchools } from "../database/migrateSchools.js";
import { namesFor } from "../database/names.js";
import { setUp } from "../database/setup.js";
import { StartError } from "../home/StartError.js";
import { purposeKey } from "../crypto/keys.js";

export interface Opened {
  /** What of the hardening could not be done, in words. */
  refused: string[];
  migrated: string[];
  failed: { schema: string; error: string }[];
}

export interface Addresses {
  /** Allowed to create roles; a superuser where the hardening is wanted. */
  admin: string;
  /** The application's login as given by the operator (PgBouncer, own role); left out: our own role on the admin's server. */
  app?: string;
}

/**
 * Prepares a database (roles, walls, migrations of public and of every school) and points this process at it.
 * The passwords of our own logins follow from SECRET_KEYS, so that several processes agree without storing any.
 */
export async function openDatabase(addresses: Addresses, { migrate = true } = {}): Promise<Opened> {
  const admin = checked(addresses.admin);
  const names = namesFor(decodeURIComponent(admin.pathname.slice(1)));
  const app = addresses.app === undefined ? login(admin, names.app, "app") : checked(addresses.app);
  const urls = {
    app: app.href,
    migrator: login(admin, names.migrator, "migrator").href,
    jobs: login(admin, names.jobs, "jobs").href,
  };
  const result: Opened = { refused: [], migrated: [], failed: [] };
  if (migrate) {
    await reached(admin, () =>
      withClient(admin.href, async (client) => {
        const passwords = {
          app: decodeURIComponent(app.password),
          migrator: passwordFor("migrator"),
          jobs: passwordFor("jobs"),
        };
        result.refused = await setUp(client, { ...names, app: decodeURIComponent(app.username) }, passwords);
        await migratePublic(client, names);
        const fleet = await migrateSchools(admin.href, names);
        result.migrated = fleet.migrated;
        result.failed = fleet.failed;
      }),
    );
  }
  connectTo(urls);
  return result;
}

function checked(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.pathname.length < 2)
    throw new StartError("The database's address must look like postgres://user:password@host:5432/name.");
  return url;
}

const passwordFor = (purpose: string) =>
  createHmac("sha256", purposeKey("database")).update(purpose).digest("base64url");

function login(admin: URL, role: string, purpose: string): URL {
  const url = new URL(admin.href);
  url.username = role;
  url.password = passwordFor(purpose);
  return url;
}

async function reached(url: URL, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code } = error as { code?: string };
    const where = `${url.hostname}:${url.port || "5432"}${url.pathname}`;
    if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "ETIMEDOUT")
      throw new StartError(`No database answers at ${where}.`);
    if (code === "28P01" || code === "28000")
      throw new StartError(`The database at ${where} refuses this user or password.`);
    if (code === "3D000") throw new StartError(`There is no database ${url.pathname.slice(1)} at ${url.host}.`);
    throw error;
  }
}
