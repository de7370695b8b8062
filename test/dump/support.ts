import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { database } from "../../app/database/connection.js";
import { CARRIED } from "../../app/database/dump/publicTables.js";
import { writeDump, type Source } from "../../app/database/dump/writeDump.js";
import type { KnownClient } from "../../app/tenancy/resolve.js";
import { ApiKey } from "../../models/public/ApiKey.js";
import { StoredFile } from "../../models/school/StoredFile.js";
import { WhatsappContact } from "../../models/public/WhatsappContact.js";
import { loadSchool } from "../../seeders/demo/loadSchool.js";
import { planSchool } from "../../seeders/demo/plan/index.js";
import { publishTerms } from "../../seeders/demo/publishTerms.js";
import { asSuperuser, testDatabase } from "../support/database.js";
import { makeSchool, type School } from "../support/schools.js";

/** Files of a test, by key. */
export const memory = (files: Map<string, Buffer> = new Map()) => ({
  files,
  get: (key: string) => Readable.from([files.get(key) ?? Buffer.alloc(0)]),
  stat: (key: string) => Promise.resolve(files.has(key) ? { bytes: files.get(key)!.length } : null),
});

/** A folder that goes with the test. */
export async function scratch(): Promise<{ path: (name: string) => string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "formroom-dump-"));
  return { path: (name) => join(folder, name), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A school of 233 students with marks, published terms, cards and codes, a key, a contact and a file. */
export async function fullSchool(store: Map<string, Buffer>): Promise<School> {
  const school = await makeSchool("PT");
  const plan = planSchool("ms");
  await school.inside(() => loadSchool(plan, "$argon2id$none"));
  await publishTerms(school.client, plan);
  const key = `${school.schema}/uploads/crest.png`;
  store.set(key, Buffer.from("a crest, more or less"));
  await school.inside(async () => {
    const clientId = school.client.id;
    await ApiKey.create({
      clientId,
      name: 'backup\\slash "and" more',
      keyHash: school.schema,
      permissions: ["students.read"],
    });
    await WhatsappContact.create({
      clientId,
      clientRole: school.client.roleName,
      waId: "26377000001",
      busyUntil: null,
    });
    const file = { name: "crest.png", contentType: "image/png", bytes: 21, sha256: "0".repeat(64), purpose: "crest" };
    await StoredFile.create({ ...file, key });
  });
  return school;
}

export const sourceOf = ({ id, schemaName, roleName }: KnownClient, files: Source["files"] = memory()): Source => ({
  address: database().url.href,
  platformRole: database().names.platform,
  client: { id, schemaName, roleName },
  files,
});

export async function dumped(source: Source, path: string): Promise<string> {
  await pipeline(writeDump(source), createWriteStream(path));
  return path;
}

/** A sum of every row of a school, table by table, public's among them; the school's client and its name before keys (`was`: an older one) taken out. */
export async function sums(
  { id, schemaName }: { id: string; schemaName: string },
  was = schemaName,
): Promise<Record<string, string>> {
  return asSuperuser(await testDatabase(), async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'r' ORDER BY 1",
      [schemaName],
    );
    const found: Record<string, string> = {};
    const sum = async (name: string, rows: string) => {
      const { rows: sums } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(r, chr(10) ORDER BY r)), '') AS sum FROM (SELECT regexp_replace((${rows})::text, '(${schemaName}|${was})/', '', 'g') AS r FROM ${name} t WHERE ${name.startsWith("public.") ? `client_id = '${id}'` : "true"}) AS s`,
      );
      found[name.replace(`"${schemaName}".`, "").replaceAll('"', "")] = sums[0]?.sum ?? "";
    };
    for (const { name } of tables) await sum(`"${schemaName}"."${name}"`, "to_jsonb(t)");
    for (const { table } of CARRIED) await sum(`public.${table}`, "to_jsonb(t) - 'client_id' - 'client_role'");
    return found;
  });
}
