import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { configure, env } from "../../app/env.js";
import { pumpOperations, type PumpOptions } from "../../app/commands/life/pump.js";
import { storage } from "../../app/files/openStorage.js";
import { forgetClients } from "../../app/tenancy/resolve.js";
import { ask, type Answer } from "../support/app.js";
import { superuser } from "../tenancy/newSchools.js";

export const SCHOOLS = "/api/v1/system/schools";
export const OPERATIONS = "/api/v1/system/operations";

/** A storage and home of the test's own. */
export async function ownStorage(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const before = { FILES_URL: env.FILES_URL, FORMROOM_HOME: env.FORMROOM_HOME };
  const folder = await mkdtemp(join(tmpdir(), "formroom-life-"));
  configure({ FILES_URL: `file://${folder}/files`, FORMROOM_HOME: folder });
  return {
    folder,
    remove: async () => {
      configure(before);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Asks for long work, works on it here, and answers how it ended. */
export async function worked(answer: Promise<Answer>, token: string, options: PumpOptions = {}): Promise<Answer> {
  const { status, body, text, headers } = await answer;
  expect(status, text).to.equal(202);
  expect(headers.location).to.equal(`${OPERATIONS}/${body.id}`);
  await pumpOperations(options);
  forgetClients();
  return ask("GET", headers.location as string, { token });
}

export const clone = (id: string, token: string, body: object) =>
  ask("POST", `${SCHOOLS}/${id}/clone`, { token, body });

/** What lies in the storage below a school. */
export const filesBelow = (folder: string, schema: string): Promise<string[]> =>
  readdir(join(folder, "files", schema), { recursive: true, withFileTypes: true }).then(
    (found) => found.filter((one) => one.isFile()).map((one) => one.name),
    () => [],
  );

export const keep = (key: string, text: string) => storage().put(key, Buffer.from(text));

/** A multipart body of one file and some fields. */
export function form(file: Buffer, fields: Record<string, string>) {
  const boundary = "----life";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="school.tar.gz"\r\nContent-Type: application/gzip\r\n\r\n`;
  const raw = Buffer.concat([Buffer.from(parts.join("") + head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}`, "content-length": String(raw.length) };
  return { raw, headers };
}

/** Schemas, roles and rows that no client has, or that a client lacks: what `doctor` would tell. */
export async function orphans(): Promise<string[]> {
  const { rows } = await superuser(`
    SELECT 'schema ' || n.nspname AS what FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner WHERE o.rolname LIKE '%\\_owner' AND o.rolname = current_database() || '_owner' AND n.nspname NOT IN ('public', 'jobs') AND NOT EXISTS (SELECT 1 FROM public.clients c WHERE c.schema_name = n.nspname)
    UNION ALL SELECT 'role ' || r.rolname FROM pg_roles r WHERE starts_with(r.rolname, current_database() || '_s_') AND NOT EXISTS (SELECT 1 FROM public.clients c WHERE c.role_name = r.rolname)
    UNION ALL SELECT 'half-made ' || c.schema_name FROM public.clients c WHERE c.status = 'creating'
    UNION ALL SELECT 'client without schema ' || c.schema_name FROM public.clients c WHERE c.status <> 'creating' AND NOT EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname = c.schema_name)`);
  return (rows as { what: string }[]).map(({ what }) => what).filter((what) => !others.has(what));
}

let others: ReadonlySet<string> = new Set();

/** What other files of this process left in its database is not ours: called before the first of a file's own. */
export async function passOverOthers(): Promise<void> {
  others = new Set();
  others = new Set(await orphans());
}
