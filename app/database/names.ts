import { createHash } from "node:crypto";

/**
 * Names of the PostgreSQL roles of one installation. Roles live in the cluster, not in the database, so they carry
 * a prefix: the database's own name, which everybody who connects knows.
 */
export interface Names {
  prefix: string;
  owner: string;
  app: string;
  platform: string;
  school: string;
  migrator: string;
  jobs: string;
}

/** Role names for a database; long or odd database names are hashed so that a school's role fits in 63 bytes. */
export function namesFor(database: string): Names {
  const prefix = /^[a-z][a-z0-9_]{0,15}$/.test(database)
    ? database
    : `fr_${createHash("sha256").update(database).digest("hex").slice(0, 10)}`;
  return {
    prefix,
    owner: `${prefix}_owner`,
    app: `${prefix}_app`,
    platform: `${prefix}_platform`,
    school: `${prefix}_school`,
    migrator: `${prefix}_migrator`,
    jobs: `${prefix}_jobs`,
  };
}

/** The role of one school: at most 16 + 3 + 41 characters. */
export function schoolRole(prefix: string, schema: string): string {
  return `${prefix}_s_${schema}`;
}
