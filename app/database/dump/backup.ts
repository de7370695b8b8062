import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { z } from "zod";
import { uuidv7 } from "../../ids.js";
import { publicMigrations } from "../streams.js";
import { archive, type Archive } from "./archive.js";
import { checkDump } from "./checkDump.js";
import { compare, readToEnd } from "./checked.js";
import { FORMAT, MANIFEST, part, PRODUCT, type Manifest, type Part } from "./format.js";
import { insertRows } from "./insertRows.js";
import { damaged, entriesOf, wholeOf } from "./readDump.js";

/** The platform's own tables that a backup carries, in the order of their keys; schools bring theirs themselves. */
export const PLATFORM_TABLES = [
  "platform_settings",
  "platform_users",
  "platform_api_keys",
  "platform_saved_views",
  "platform_preferences",
  "platform_recent_records",
  "audit_log",
  "platform_audit_seals",
] as const;

/** Tables of the platform that stay behind, and why. */
export const PLATFORM_LEFT_OUT: Readonly<Record<string, string>> = {
  clients: "each comes back with its school",
  migrations: "the new installation has its own",
  platform_refresh_tokens: "a sign-in does not travel",
  platform_sessions: "likewise",
  platform_password_resets: "links of an hour",
  platform_outbox_messages: "in transit",
  platform_idempotency_keys: "answers of a day",
  sign_in_failures: "of the last minutes",
  inbound_webhooks: "raw bytes that were worked on; conversations stand in the schools",
};

const backupManifest = z.strictObject({
  product: z.literal(PRODUCT),
  format: z.literal(FORMAT),
  backup: z.literal(true),
  made: z.string(),
  publicLevel: z.string(),
  platform: z.array(part.extend({ table: z.string(), rows: z.int() })),
  schools: z.array(part.extend({ schemaName: z.string(), status: z.enum(["active", "suspended"]) })),
});
export type BackupManifest = z.output<typeof backupManifest>;
const NAMES = /^(manifest\.json|platform\/[a-z_]{1,63}\.json|schools\/[a-z][a-z0-9_]{1,40}\.tar\.gz)$/;
const TABLE_LIMIT = 512 * 1024 * 1024;

export interface BackedUp {
  schemaName: string;
  status: "active" | "suspended";
  /** The school's own dump, as writeDump makes it. */
  dump(): Readable;
}

/** The whole installation as one tar: the platform's rows, then each school's own archive, by way of `scratch`. */
export function writeBackup(client: pg.Client, schools: BackedUp[], scratch: string): Readable {
  return archive(
    async (into) => {
      const platform: BackupManifest["platform"] = [];
      for (const table of PLATFORM_TABLES) {
        const { rows } = await client.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM public.${table} t`);
        const bytes = Buffer.from(JSON.stringify(rows.map(({ row }) => row)));
        platform.push({ table, rows: rows.length, ...(await into.add(`platform/${table}.json`, bytes)) });
      }
      const kept: BackupManifest["schools"] = [];
      for (const { schemaName, status, dump } of schools)
        kept.push({
          schemaName,
          status,
          ...(await nested(into, join(scratch, `${schemaName}.tar.gz`), schemaName, dump())),
        });
      const publicLevel = (await publicMigrations()).at(-1)?.name ?? "";
      const manifest: BackupManifest = {
        product: PRODUCT,
        format: FORMAT,
        backup: true,
        made: new Date().toISOString(),
        publicLevel,
        platform,
        schools: kept,
      };
      await into.add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
    },
    { compress: false },
  );
}

/** A tar says a size before its bytes: a school lies on the disk until it is known. */
async function nested(into: Archive, path: string, schemaName: string, dump: Readable): Promise<Part> {
  try {
    await pipeline(dump, createWriteStream(path, { mode: 0o600 }));
    return await into.stream(`schools/${schemaName}.tar.gz`, (await stat(path)).size, createReadStream(path));
  } finally {
    await rm(path, { force: true });
  }
}

/** Reads a backup from end to end, each school's archive as well. @throws 422 at /file */
export async function checkBackup(
  source: () => Readable,
): Promise<{ manifest: BackupManifest; schools: Map<string, Manifest> }> {
  const { found, manifest: json } = await readToEnd(entriesOf(source(), { compressed: false, names: NAMES }), "backup");
  const { success, data: manifest } = backupManifest.safeParse(json);
  if (!success) throw damaged("is no backup of this format of Formroom");
  compare(found, [...manifest.platform, ...manifest.schools]);
  const level = manifest.publicLevel;
  if (!(await publicMigrations()).some(({ name }) => name === level))
    throw damaged("is of a newer version of Formroom");
  const schools = new Map<string, Manifest>();
  for await (const { name, body } of schoolsOf(source())) schools.set(name, await checkDump(body));
  return { manifest, schools };
}

/** The schools' archives of a backup, one after the other, each read before the next is asked for. */
export async function* schoolsOf(source: Readable): AsyncGenerator<{ name: string; body: Readable }> {
  for await (const { name, body } of entriesOf(source, { compressed: false, names: NAMES }))
    if (name.startsWith("schools/"))
      yield { name: name.slice(8, -7), body: Readable.from(body, { objectMode: false }) };
}

/** Who brings a backup back, and which file it was, as the trail tells. */
export interface Restoring {
  actor: { id: string; name: string; kind: string };
  file: string;
}

/** Puts the platform's rows back, as the owner in the transaction that is open; what is there already stays. */
export async function loadPlatform(client: pg.Client, source: Readable, { actor, file }: Restoring): Promise<void> {
  await client.query(
    `INSERT INTO public.audit_log (id, actor_id, actor_name, actor_kind, action, entity, entity_id)
     VALUES ($1, $2, $3, $4, 'restore', 'Backup', $5)`,
    [uuidv7(), actor.id, actor.name, actor.kind, file],
  );
  for await (const entry of entriesOf(source, { compressed: false, names: NAMES })) {
    const table = PLATFORM_TABLES.find((one) => entry.name === `platform/${one}.json`);
    if (table === undefined) continue;
    const rows = JSON.parse((await wholeOf(entry, TABLE_LIMIT)).toString("utf8")) as Record<string, unknown>[];
    await insertRows(client, table, rows, { yields: true });
  }
}
