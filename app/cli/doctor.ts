import { existsSync } from "node:fs";
import type pg from "pg";
import { withClient } from "../database/connection.js";
import { namesFor, type Names } from "../database/names.js";
import { behind } from "../database/levels.js";
import { unwalled } from "../database/rowWalls.js";
import { schoolMigrations } from "../database/streams.js";
import { env } from "../env.js";
import { freeBytes } from "../home/freeBytes.js";
import type { Installation } from "./installation.js";

export interface Finding {
  ok: boolean;
  what: string;
  mend?: string;
}

/** Examines an installation: walls, schools and their schemas and roles, disk, browser. Reads only. */
export async function examine({ home, addresses }: Installation): Promise<Finding[]> {
  const ours = namesFor(decodeURIComponent(new URL(addresses.admin).pathname.slice(1)));
  // The login may be the operator's own (PgBouncer).
  const app = addresses.app === undefined ? ours.app : decodeURIComponent(new URL(addresses.app).username);
  const names = { ...ours, app };
  const inDatabase = await withClient(addresses.admin, async (client) => {
    const found: Finding[] = [];
    for (const check of [version, hardening, policies, logins, schools, levels, halfMade])
      found.push(await check(client, names));
    return found;
  });
  return [...inDatabase, disk(home.path), browser(), secrets(), mail()];
}

async function version(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ v: string }>("SELECT current_setting('server_version') AS v");
  const v = rows[0]?.v ?? "?";
  return { ok: Number.parseInt(v, 10) >= 15, what: `PostgreSQL ${v}`, mend: "Formroom needs PostgreSQL 15 or newer." };
}

async function hardening(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ open: string }>(
    `SELECT 'set_config' AS open FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE p.proname = 'set_config' AND p.pronamespace = 'pg_catalog'::regnamespace AND a.grantee = 0
     UNION ALL SELECT 'language ' || l.lanname FROM pg_language l, aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) a WHERE l.lanname IN ('sql', 'plpgsql') AND a.grantee = 0`,
  );
  const open = rows.map((row) => row.open).join(", ");
  return {
    ok: !open,
    what: open
      ? `PUBLIC may use ${open}: the wall between schools stops mistakes, not injected SQL`
      : "the walls between schools are hardened",
    mend: "Run the REVOKEs of app/database/setup.ts (HARDENING) as a superuser of this database.",
  };
}

async function logins(client: pg.Client, names: Names): Promise<Finding> {
  const { rows } = await client.query<{ wrong: string }>(
    "SELECT rolname AS wrong FROM pg_roles WHERE rolname = $1 AND (rolinherit OR rolsuper OR rolcreaterole OR rolbypassrls)",
    [names.app],
  );
  return {
    ok: !rows.length,
    what: rows.length
      ? `the login ${names.app} has rights of its own`
      : `the login ${names.app} can do nothing without a role`,
    mend: `ALTER ROLE ${names.app} NOINHERIT NOSUPERUSER NOCREATEROLE NOBYPASSRLS`,
  };
}

async function schools(client: pg.Client, names: Names): Promise<Finding> {
  const { rows } = await client.query<{ wrong: string }>(
    `SELECT c.schema_name || ': no schema' AS wrong FROM public.clients c WHERE c.status <> 'creating' AND NOT EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname = c.schema_name)
     UNION ALL SELECT c.schema_name || ': no role' FROM public.clients c WHERE c.status <> 'creating' AND NOT EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname = c.role_name)
     UNION ALL SELECT r.rolname || ': a role without a school' FROM pg_roles r WHERE starts_with(r.rolname, $1) AND NOT EXISTS (SELECT 1 FROM public.clients c WHERE c.role_name = r.rolname)
     UNION ALL SELECT n.nspname || ': a schema without a school' FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner WHERE o.rolname = $2 AND n.nspname NOT IN ('public', 'jobs') AND NOT EXISTS (SELECT 1 FROM public.clients c WHERE c.schema_name = n.nspname)`,
    [`${names.prefix}_s_`, names.owner],
  );
  return {
    ok: !rows.length,
    what: rows.length
      ? rows.map((row) => row.wrong).join("; ")
      : "every school has its schema and role, and no other is there",
    mend: "A creation was cut off: make the school again, or drop what is left over.",
  };
}

async function levels(client: pg.Client): Promise<Finding> {
  const migrations = await schoolMigrations();
  const level = migrations.at(-1)?.name ?? "";
  const found = await behind(client, migrations);
  return {
    ok: !found.length,
    what: found.length
      ? `behind ${level}: ${found.map((one) => `${one.schemaName} (${one.error ?? "not tried"})`).join(", ")}`
      : `all schools are at ${level}`,
    mend: "npm run formroom -- tenants migrate --all",
  };
}

async function policies(client: pg.Client): Promise<Finding> {
  const open = await unwalled(client);
  return {
    ok: !open.length,
    what: open.length
      ? `tables of public without their wall: ${open.join(", ")}`
      : "every shared table is walled by row-level security",
    mend: "Somebody changed row-level security by hand: put back what migrations/support.js (schoolSide) sets.",
  };
}

async function halfMade(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ schema_name: string }>(
    "SELECT schema_name FROM public.clients WHERE status = 'creating' AND created_at < now() - interval '10 minutes'",
  );
  return {
    ok: !rows.length,
    what: rows.length
      ? `half-made schools: ${rows.map((row) => row.schema_name).join(", ")}`
      : "no school is half made",
    mend: "Their creation was cut off: remove the row, schema and role, then make them again.",
  };
}

function disk(folder: string): Finding {
  const free = freeBytes(folder);
  return {
    ok: free > 1e9,
    what: `${(free / 1e9).toFixed(1)} GB free on the disk that holds ${folder}`,
    mend: "Under 1 GB PostgreSQL may stop: make room.",
  };
}

function browser(): Finding {
  if (env.CHROMIUM_PATH !== undefined)
    return {
      ok: existsSync(env.CHROMIUM_PATH),
      what: `papers are printed by ${env.CHROMIUM_PATH}`,
      mend: "CHROMIUM_PATH names no file.",
    };
  const ours = process.platform === "linux" && process.arch === "x64";
  return {
    ok: ours,
    what: ours
      ? "papers are printed by the browser that came with the packages"
      : "no browser for papers on this system",
    mend: "Install Chromium and set CHROMIUM_PATH.",
  };
}

function secrets(): Finding {
  const wrong = env.NODE_ENV === "production" && env.PUBLIC_URL === undefined;
  return {
    ok: !wrong,
    what: wrong ? "PUBLIC_URL is not set: printed codes lead to localhost" : "addresses on papers are set",
    mend: "Set PUBLIC_URL to the address that parents can open.",
  };
}

function mail(): Finding {
  const wrong = env.NODE_ENV === "production" && env.SMTP_URL === undefined;
  return {
    ok: !wrong,
    what: wrong ? "SMTP_URL is not set: mails (password resets) cannot leave" : "mail can leave",
    mend: "Set SMTP_URL, smtp://user:password@host:587?from=school@example.org (docs/configuration.md).",
  };
}
