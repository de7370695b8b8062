import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { expect } from "chai";
import { withMigrator } from "../../app/database/migrator.js";
import { database } from "../../app/database/connection.js";
import { archive } from "../../app/database/dump/archive.js";
import type { Manifest } from "../../app/database/dump/format.js";
import { entriesOf, wholeOf } from "../../app/database/dump/readDump.js";
import { checkDump } from "../../app/database/dump/checkDump.js";
import { loadDump } from "../../app/database/dump/loadDump.js";
import { reserve } from "../../app/commands/clients/reserve.js";
import { actAs } from "../../app/policies/Actor.js";
import { restoreSchema } from "../../app/tenancy/createSchema.js";
import { withPlatform, type TenantClient } from "../../app/tenancy/scope.js";
import { uuidv7 } from "../../app/ids.js";
import { closeApp } from "../support/app.js";
import { testActor, type School } from "../support/schools.js";
import { freshName, superuser } from "../tenancy/newSchools.js";
import { dumped, fullSchool, memory, scratch, sourceOf, sums } from "./support.js";

/** Loads a file as a school of another name, under its own id or a new one. */
async function loaded(file: string, keep: boolean): Promise<{ client: TenantClient; behind: Record<string, number> }> {
  const manifest = await checkDump(createReadStream(file));
  const schemaName = freshName();
  const { timezone, country, locale, id } = manifest.school;
  const client = await withPlatform(async () => {
    actAs(testActor());
    return reserve(keep ? id : uuidv7(), { name: "Again", schemaName, timezone, country, locale });
  });
  let behind: Record<string, number> = {};
  await withMigrator((connection) =>
    restoreSchema(connection, database().names, client, {
      level: manifest.ledger.at(-1) ?? "",
      load: async () => void (behind = await loadDump(connection, createReadStream(file), manifest, { client })),
    }),
  );
  return { client, behind };
}

describe("a school's dump", function () {
  this.timeout(120_000);
  const store = memory();
  let school: School;
  let folder: Awaited<ReturnType<typeof scratch>>;
  let file: string;
  let before_: Record<string, string>;
  before(async () => {
    folder = await scratch();
    school = await fullSchool(store.files);
    file = await dumped(sourceOf(school.client, store), folder.path("school.tar.gz"));
    before_ = await sums(school.client);
  });
  after(async () => {
    await folder.remove();
    await closeApp();
  });

  it("as a copy beside the original has equal rows, but for new ids of its people, and no key, code or address of it", async () => {
    const { client, behind } = await loaded(file, false);
    const after_ = await sums(client, school.schema);
    const changed = Object.keys(before_).filter((table) => before_[table] !== after_[table]);
    expect(Object.keys(after_)).to.deep.equal(Object.keys(before_));
    const counts = (of: Record<string, string>) => Object.entries(of).map(([name, sum]) => [name, sum.split(" ")[0]]);
    const kept = (of: Record<string, string>) => counts(of).filter(([name]) => !name?.startsWith("public."));
    expect(kept(after_)).to.deep.equal(kept(before_));
    expect(behind).to.deep.equal({ api_keys: 1, verification_codes: 466, domains: 1 });
    // Whatever names a person or a contact follows his new id; all other tables are equal to the byte.
    expect(changed).to.include.members(["staff", "role_assignments", "class_sessions", "public.users"]);
    expect(changed).not.to.include.members(["students", "marks", "registrations", "result_snapshots"]);
    for (const table of ["students", "marks", "guardians", "result_snapshots", "report_cards", "files", "settings"])
      expect(after_[table], table).to.equal(before_[table]);
  });

  it("leads every person of a copy to its own login, and none to the original's", async () => {
    const { client } = await loaded(file, false);
    const { rows } = await superuser(
      `SELECT (SELECT count(*) FROM "${client.schemaName}".staff s LEFT JOIN public.users u ON u.id = s.id WHERE u.client_id IS DISTINCT FROM '${client.id}')::int AS strange,
              (SELECT count(*) FROM "${client.schemaName}".audit_log a JOIN public.users u ON u.id::text = a.entity_id AND u.client_id <> '${client.id}')::int AS named`,
    );
    expect(rows[0]).to.deep.equal({ strange: 0, named: 0 });
  });

  it("of an older level is made at that level, loaded, and brought to the newest", async () => {
    const entries: [string, Buffer][] = [];
    for await (const entry of entriesOf(createReadStream(file))) entries.push([entry.name, await wholeOf(entry, 1e9)]);
    const manifest = JSON.parse(entries.at(-1)![1].toString("utf8")) as Manifest;
    // As the second level would have written it: tables that no later migration touches.
    const early = ["settings", "files", "forms", "classes", "subjects", "guardians", "sessions"];
    const older: Manifest = {
      ...manifest,
      ledger: manifest.ledger.slice(0, 2),
      tables: manifest.tables.filter(({ name }) => early.includes(name)),
    };
    const kept = entries
      .slice(0, -1)
      .filter(([name]) => !name.startsWith("tables/") || early.some((table) => name.includes(`-${table}/`)));
    const path = folder.path("older.tar.gz");
    const packed = archive(async (into) => {
      for (const [name, bytes] of kept) await into.add(name, bytes);
      await into.add("manifest.json", Buffer.from(JSON.stringify(older)));
    });
    await pipeline(packed, createWriteStream(path));
    const { client } = await loaded(path, false);
    const after_ = await sums(client, school.schema);
    expect(Object.keys(after_)).to.deep.equal(Object.keys(before_));
    for (const table of ["guardians", "forms", "subjects", "settings"]) expect(after_[table]).to.equal(before_[table]);
    expect(after_.preferences?.split(" ")[0]).to.equal("0");
    const { rows } = await superuser(
      `SELECT schema_level = (SELECT max(name) FROM public.schema_migrations WHERE client_id = c.id) AS newest, (SELECT count(*)::int FROM public.schema_migrations WHERE client_id = c.id) AS migrations,
              has_table_privilege(role_name, '${client.schemaName}.preferences', 'INSERT') AS uses, has_table_privilege(role_name, '${client.schemaName}.marks', 'DELETE') AS deletes, has_table_privilege(role_name, '${client.schemaName}.audit_log', 'UPDATE') AS rewrites
         FROM public.clients c WHERE id = '${client.id}'`,
    );
    expect(rows[0]).to.deep.equal({
      newest: true,
      migrations: manifest.ledger.length,
      uses: true,
      deletes: false,
      rewrites: false,
    });
  });

  it("is equal row by row when the school returns under its own id and another name", async () => {
    await superuser(
      ["api_keys", "verification_codes", "whatsapp_contacts", "refresh_tokens", "users", "schema_migrations", "domains"]
        .map((table) => `DELETE FROM public.${table} WHERE client_id = '${school.client.id}'`)
        .join(";") + `; DELETE FROM public.clients WHERE id = '${school.client.id}'`,
    );
    const { client, behind } = await loaded(file, true);
    expect(client.id).to.equal(school.client.id);
    const { "public.domains": addresses, ...after_ } = await sums(client, school.schema);
    const { "public.domains": before, ...rest } = before_;
    expect(after_).to.deep.equal(rest);
    expect([before?.split(" ")[0], addresses?.split(" ")[0], behind]).to.deep.equal(["1", "2", {}]);
  });
});
