import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { makeBaseline } from "../database/baseline.js";
import { withClient } from "../database/connection.js";
import { baselineFile, schoolMigrations } from "../database/streams.js";
import { withInstallation } from "./installation.js";
import type { Finish } from "./finish.js";

/** migrate, baseline. */
export function databaseCommands(program: Command, finish: Finish): void {
  program
    .command("migrate")
    .description("bring the public schema and every school up to date")
    .option("--json", "one JSON object")
    .action(async ({ json }: { json?: boolean }) => {
      const { migrated, failed } = await withInstallation((_, opened) => Promise.resolve(opened));
      if (json) console.log(JSON.stringify({ migrated, failed }));
      else console.log(`${migrated.length} schools migrated, ${failed.length} failed`);
      for (const { schema, error } of failed) console.error(`${schema}: ${error}`);
      finish(failed.length ? 1 : 0);
    });
  program
    .command("baseline")
    .description("print the newest school schema into migrations/school/baseline.sql (after adding a migration)")
    .action(async () => {
      await withInstallation(async ({ addresses }) => {
        const text = await withClient(addresses.admin, async (client) =>
          makeBaseline(client, await schoolMigrations()),
        );
        // Built files stand in dist/: the source is what is committed, the copy what this build reads.
        const source = baselineFile.replace("/dist/migrations/", "/migrations/");
        for (const file of new Set([source, baselineFile])) await writeFile(file, text);
        console.log(`written: ${source}`);
      });
      finish(0);
    });
}
