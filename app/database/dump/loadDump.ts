import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { uuidv7 } from "../../ids.js";
import { id } from "../connection.js";
import type { Manifest } from "./format.js";
import { insertRows } from "./insertRows.js";
import { CARRIED } from "./publicTables.js";
import { damaged, entriesOf, wholeOf, type DumpEntry } from "./readDump.js";

export interface LoadTarget {
  client: { id: string; schemaName: string; roleName: string };
}
/** Rows of public that did not come along: a copy does not get them, or another school has the number, name or key. */
export type StayedBehind = Record<string, number>;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const PART_LIMIT = 512 * 1024 * 1024;

/**
 * Puts an archive's rows into the school whose empty tables stand there at the archive's level, as the owner, in the
 * transaction that is open on `client`. Under the client's own id everything keeps its ids; under another one (a copy, maybe
 * beside the original) users and contacts get new ones, and every mention of them in any table follows.
 */
export async function loadDump(
  client: pg.Client,
  source: Readable,
  manifest: Manifest,
  { client: school }: LoadTarget,
): Promise<StayedBehind> {
  const own = school.id === manifest.school.id;
  const ids = new Map<string, string>(own ? [] : [[manifest.school.id, school.id]]);
  const behind: StayedBehind = {};
  const entries = entriesOf(source);
  try {
    for (const { name, parts } of manifest.public) {
      const carried = CARRIED.find(({ table }) => table === name);
      if (!carried) throw damaged(`has rows of a table that none of ours carries: ${name}`);
      for (const part of parts) {
        const rows = await rowsOf(await next(entries, part.name));
        if (own || carried.copied) {
          if (!own) for (const row of rows) ids.set(String(row.id), uuidv7());
          const stayed =
            rows.length -
            (await insert(
              client,
              carried,
              rows.map((row) => renamed(row, ids)),
              school,
            ));
          if (stayed) behind[name] = (behind[name] ?? 0) + stayed;
        } else behind[name] = (behind[name] ?? 0) + rows.length;
      }
    }
    for (const { name, columns, rows, parts } of manifest.tables) {
      if (!parts.length) continue;
      const into = client.query(
        copyFrom(`COPY ${id(school.schemaName)}.${id(name)} (${columns.map(id).join(", ")}) FROM STDIN`),
      );
      await pipeline(
        linesOf(
          entries,
          parts.map((part) => part.name),
          ids,
        ),
        into,
      );
      if (into.rowCount !== rows) throw damaged(`has ${into.rowCount} rows of ${name} and tells of ${rows}`);
    }
  } finally {
    await entries.return(undefined);
    source.destroy();
  }
  if (school.schemaName !== manifest.school.schemaName)
    await client.query(`UPDATE ${id(school.schemaName)}.files SET key = $1 || substr(key, $2)`, [
      `${school.schemaName}/`,
      manifest.school.schemaName.length + 2,
    ]);
  return behind;
}

async function next(entries: AsyncGenerator<DumpEntry>, name: string): Promise<DumpEntry> {
  const { value, done } = await entries.next();
  if (done || value.name !== name) throw damaged(`lacks a part: ${name}`);
  return value;
}

/** The lines of a table, with ids changed where some are; without, they pass through as they came. */
async function* linesOf(entries: AsyncGenerator<DumpEntry>, names: string[], ids: Map<string, string>) {
  for (const name of names) {
    const entry = await next(entries, name);
    if (ids.size) yield Buffer.from(withNewIds((await wholeOf(entry, PART_LIMIT)).toString("utf8"), ids));
    else yield* entry.body;
  }
}

const withNewIds = (text: string, ids: Map<string, string>) => text.replace(UUID, (found) => ids.get(found) ?? found);

type Row = Record<string, unknown>;

async function rowsOf(entry: DumpEntry): Promise<Row[]> {
  const text = (await wholeOf(entry, PART_LIMIT)).toString("utf8");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

const renamed = (row: Row, ids: Map<string, string>): Row =>
  ids.size ? (JSON.parse(withNewIds(JSON.stringify(row), ids)) as Row) : row;

/** One statement a part. Whoever has what only one can have, keeps it. Answers how many rows went in. */
async function insert(
  client: pg.Client,
  { table, yields, emptied = [] }: (typeof CARRIED)[number],
  rows: Row[],
  school: LoadTarget["client"],
): Promise<number> {
  const first = rows[0];
  if (!first) return 0;
  const primary = table === "domains" && (await hasPrimary(client, school.id));
  const changes = {
    client_id: school.id,
    ...("client_role" in first ? { client_role: school.roleName } : {}),
    ...(primary ? { is_primary: false } : {}),
    ...Object.fromEntries(emptied.map((column) => [column, null])),
  };
  return insertRows(
    client,
    table,
    rows.map((row) => ({ ...row, ...changes })),
    { yields },
  );
}

async function hasPrimary(client: pg.Client, clientId: string): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM public.domains WHERE client_id = $1 AND is_primary", [clientId]);
  return rows.length > 0;
}
