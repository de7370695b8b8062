import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

interface Roles {
  owner: string;
  platform: string;
  school: string;
}
export interface PublicMigration {
  name: string;
  statements: (roles: Roles) => string[];
  undo: (roles: Roles) => string[];
  /** As in a school's: why it may remove or rewrite. */
  contract?: string;
}
export interface SchoolMigration {
  name: string;
  up: string[];
  down: string[];
  /** Why this code also serves a school that has not had it yet (docs/migrations.md). */
  optional?: string;
  /** Why it may remove or rewrite: nothing uses what goes any more, and since which release. */
  contract?: string;
}

// `migrations/` stands at the top of the checkout, and is copied beside the built files.
const folder = new URL("../../migrations/", import.meta.url);

async function load(stream: "public" | "school"): Promise<{ name: string; file: URL }[]> {
  const names = (await readdir(new URL(`${stream}/`, folder))).filter((name) => /^\d{4}-.*\.js$/.test(name)).sort();
  return names.map((name) => ({ name: name.replace(/\.js$/, ""), file: new URL(`${stream}/${name}`, folder) }));
}

/** The migrations of the public schema, in order. */
export async function publicMigrations(): Promise<PublicMigration[]> {
  const found: PublicMigration[] = [];
  for (const { name, file } of await load("public"))
    found.push({ name, ...((await import(file.href)) as Omit<PublicMigration, "name">) });
  return found;
}

/** The migrations of a school, in order: lists of single statements. */
export async function schoolMigrations(): Promise<SchoolMigration[]> {
  const found: SchoolMigration[] = [];
  for (const { name, file } of await load("school"))
    found.push({ name, ...((await import(file.href)) as Omit<SchoolMigration, "name">) });
  return found;
}

/** The generated text that makes a whole school at the newest level (`npm run formroom -- baseline`). */
export const baselineFile = fileURLToPath(new URL("school/baseline.sql", folder));
