import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { Client } from "../../models/public/Client.js";
import { importFile } from "../commands/life/importFile.js";
import { runOperation } from "../commands/life/pump.js";
import { dumpOf } from "../commands/life/dumps.js";
import { suspendClient } from "../commands/clients/standing.js";
import { database, id, withClient } from "../database/connection.js";
import { checkBackup, loadPlatform, schoolsOf, writeBackup } from "../database/dump/backup.js";
import { withMigrator } from "../database/migrator.js";
import { problem } from "../errors.js";
import { withPlatform } from "../tenancy/scope.js";
import type { Finish } from "./finish.js";
import { withInstallation } from "./installation.js";
import { asOperator, operator } from "./operator.js";

/** backup, restore: the whole installation in one file. */
export function backupCommands(program: Command, finish: Finish): void {
  program
    .command("backup <file>")
    .description("write all schools and the platform's own rows into one file; deleted schools stay behind")
    .action(async (file: string) => {
      const count = await withInstallation(() => backUp(resolve(file)), { migrate: false });
      console.log(`${file}: ${count} schools`);
      finish(0);
    });
  program
    .command("restore <file>")
    .description("fill an empty installation from a backup")
    .action(async (file: string) => {
      const failed = await withInstallation(() => restore(resolve(file)));
      for (const words of failed) console.error(words);
      if (!failed.length) console.log("All schools are back.");
      finish(failed.length ? 1 : 0);
    });
}

/** Writes the backup beside its place first: what stands there is replaced by a whole one or not at all. */
export async function backUp(file: string): Promise<number> {
  const found = await withPlatform(
    () => Client.findAll({ where: { status: ["active", "suspended"] }, order: [["schemaName", "ASC"]] }),
    { readOnly: true },
  );
  const schools = found.map((client) => ({
    schemaName: client.schemaName,
    status: client.status as "active" | "suspended",
    dump: () => dumpOf(client),
  }));
  const scratch = await mkdtemp(join(dirname(file), ".backup-"));
  try {
    await withClient(database().url.href, async (client) => {
      await client.query(
        `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE ${id(database().names.platform)}`,
      );
      await pipeline(
        writeBackup(client, schools, scratch),
        createWriteStream(join(scratch, "backup.tar"), { mode: 0o600 }),
      );
      await client.query("COMMIT");
    });
    await checkBackup(() => createReadStream(join(scratch, "backup.tar")));
    await rename(join(scratch, "backup.tar"), file);
    return schools.length;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Reads the whole file first, then makes each school of it under its own name and id. Answers what failed, school by school.
 * @throws 409 where there are schools already, 422 for a damaged file
 */
export async function restore(file: string): Promise<string[]> {
  if (await withPlatform(() => Client.count(), { readOnly: true }))
    throw problem("in_use", "there are schools here already: restore into an empty installation");
  const { manifest, schools } = await checkBackup(() => createReadStream(file));
  await withMigrator(async (client) => {
    await client.query(`BEGIN; SET LOCAL ROLE ${id(database().names.owner)}`);
    try {
      await loadPlatform(client, createReadStream(file), { actor: operator(), file: basename(file) });
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    }
  });
  const scratch = await mkdtemp(join(dirname(file), ".restore-"));
  const failed: string[] = [];
  try {
    for await (const { name, body } of schoolsOf(createReadStream(file))) {
      const path = join(scratch, `${name}.tar.gz`);
      await pipeline(body, createWriteStream(path, { mode: 0o600 }));
      const { schemaName = name } = schools.get(name)?.school ?? {};
      const { id: operation } = await importFile(path, { schemaName, domain: null }, operator());
      const { status, error } = await runOperation(operation);
      await rm(path, { force: true });
      if (status !== "done") failed.push(`${name}: ${error ?? status}`);
      else if (manifest.schools.find((one) => one.schemaName === name)?.status === "suspended") await suspend(name);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return failed;
}

function suspend(schemaName: string): Promise<unknown> {
  return asOperator(async () => {
    const client = await Client.findOne({ where: { schemaName }, rejectOnEmpty: true });
    return suspendClient.call(client.id, {});
  });
}
