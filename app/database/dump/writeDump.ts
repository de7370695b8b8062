import type { Readable } from "node:stream";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { id, text, withClient } from "../connection.js";
import { publicMigrations } from "../streams.js";
import { archive, type Archive } from "./archive.js";
import { cutAfterNewlines, linesIn } from "./cut.js";
import { FORMAT, MANIFEST, nameOf, PART_BYTES, PRODUCT, type Manifest, type Part } from "./format.js";
import { CARRIED } from "./publicTables.js";
import { administrators, STRUCTURE } from "./structure.js";
import { tablesInOrder } from "./tables.js";

/** Where the bytes of files lie; keys have the school in front. */
export interface DumpFiles {
  get(key: string): Readable;
  stat(key: string): Promise<{ bytes: number } | null>;
}
export interface Source {
  /** The application's login, direct or through a pooler: all of it is one transaction. */
  address: string;
  platformRole: string;
  client: { id: string; schemaName: string; roleName: string };
  files: DumpFiles;
  /** false: structure and settings alone (structure.ts). */
  people?: boolean;
  /** Told after each table and file. */
  moved?(done: number, total: number): void;
}

/**
 * A school as one stream of tar and gzip: its rows of public, its tables by COPY, its files, and the manifest last. The
 * rows are those of one moment (REPEATABLE READ), read as the school's own role: the wall holds for an export, too.
 * Memory holds a part of 4 MB and the list of parts.
 */
export function writeDump(source: Source): Readable {
  return archive((into) =>
    withClient(source.address, async (client) => {
      await client.query(
        `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = ${id(source.client.schemaName)}, ext, pg_temp; SET LOCAL statement_timeout = 0`,
      );
      const manifest = await fill(client, into, source);
      await into.add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
      await client.query("COMMIT");
    }),
  );
}

async function fill(client: pg.Client, into: Archive, source: Source): Promise<Manifest> {
  const { schemaName, roleName, id: clientId } = source.client;
  const people = source.people ?? true;
  const asPlatform = () => client.query(`SET LOCAL ROLE ${id(source.platformRole)}`);
  const asSchool = () => client.query(`SET LOCAL ROLE ${id(roleName)}`);
  await asPlatform();
  const school = await schoolOf(client, clientId);
  const ledger = await ledgerOf(client, clientId);
  await asSchool();
  const admins = people
    ? undefined
    : (await client.query<{ user_id: string }>(administrators)).rows.map((r) => r.user_id);
  const shared: Manifest["public"] = [];
  for (const { table, by } of CARRIED) {
    if (!people && table !== "users") continue;
    await (by === "school" ? asSchool() : asPlatform());
    const among = admins ? `AND id = ANY(ARRAY[${admins.map(text).join(", ")}]::uuid[])` : "";
    const rows = `COPY (SELECT to_jsonb(t) FROM public.${table} t WHERE client_id = ${text(clientId)} ${among}) TO STDOUT`;
    shared.push({ name: table, ...(await copied(client, into, rows, (n) => nameOf.public(table, n), unescaped)) });
  }
  await asSchool();
  const tables: Manifest["tables"] = [];
  const all = (await tablesInOrder(client, schemaName)).filter(({ name }) => people || name in STRUCTURE);
  const files = await filesOf(client, people);
  const total = all.length + files.length;
  for (const [place, { name, columns }] of all.entries()) {
    const rows = `COPY (${people ? everything(name, columns) : structureOf(name, columns)}) TO STDOUT`;
    const parts = await copied(client, into, rows, (n) => nameOf.table(place, name, n));
    tables.push({ name, columns, ...parts });
    source.moved?.(place + 1, total);
  }
  const kept: Manifest["files"] = [];
  const missing: string[] = [];
  for (const key of files) {
    const short = key.slice(schemaName.length + 1);
    const there = await source.files.stat(key);
    if (!there) missing.push(short);
    else
      kept.push({ key: short, ...(await into.stream(nameOf.file(kept.length), there.bytes, source.files.get(key))) });
    source.moved?.(all.length + kept.length + missing.length, total);
  }
  const publicLevel = (await publicMigrations()).at(-1)?.name ?? "";
  return {
    product: PRODUCT,
    format: FORMAT,
    made: new Date().toISOString(),
    school,
    ledger,
    publicLevel,
    people,
    public: shared,
    tables,
    files: kept,
    missing,
  };
}

const listed = (columns: string[]) => columns.map(id).join(", ");
const everything = (table: string, columns: string[]) => `SELECT ${listed(columns)} FROM ${id(table)}`;

function structureOf(table: string, columns: string[]): string {
  const { emptied = [], where = "true" } = STRUCTURE[table] ?? {};
  const shown = columns.map((column) => (emptied.includes(column) ? `NULL AS ${id(column)}` : id(column)));
  return `SELECT ${shown.join(", ")} FROM ${id(table)} WHERE ${where}`;
}

/** Sends a COPY's rows into the archive, part by part. */
async function copied(
  client: pg.Client,
  into: Archive,
  copy: string,
  nameAt: (n: number) => string,
  change: (part: Buffer) => Buffer = (part) => part,
): Promise<{ rows: number; parts: Part[] }> {
  const parts: Part[] = [];
  let rows = 0;
  for await (const cut of cutAfterNewlines(client.query(copyTo(copy)) as AsyncIterable<Buffer>, PART_BYTES)) {
    const part = change(cut);
    rows += linesIn(part);
    parts.push(await into.add(nameAt(parts.length), part));
  }
  return { rows, parts };
}

/** COPY's text doubles the backslashes of JSON; JSON has no other letter that it escapes. */
const unescaped = (part: Buffer): Buffer => Buffer.from(part.toString("utf8").replaceAll("\\\\", "\\"));

async function schoolOf(client: pg.Client, clientId: string): Promise<Manifest["school"]> {
  const { rows } = await client.query<Manifest["school"]>(
    `SELECT id, name, schema_name AS "schemaName", code, timezone, country, locale FROM public.clients WHERE id = $1`,
    [clientId],
  );
  if (!rows[0]) throw new Error("the school is gone");
  return rows[0];
}

async function ledgerOf(client: pg.Client, clientId: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT name FROM public.schema_migrations WHERE client_id = $1 ORDER BY name",
    [clientId],
  );
  return rows.map(({ name }) => name);
}

async function filesOf(client: pg.Client, people: boolean): Promise<string[]> {
  const where = people ? "true" : (STRUCTURE.files?.where ?? "false");
  return (await client.query<{ key: string }>(`SELECT key FROM files WHERE ${where} ORDER BY id`)).rows.map(
    (row) => row.key,
  );
}
