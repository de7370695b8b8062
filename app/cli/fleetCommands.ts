import type { Command } from "commander";
import { fleet } from "../commands/platform/fleet.js";
import { database, withClient } from "../database/connection.js";
import { migratePublic } from "../database/migratePublic.js";
import { migrateSchools } from "../database/migrateSchools.js";
import { problem } from "../errors.js";
import { everyClient } from "../tenancy/resolve.js";
import { withPlatform } from "../tenancy/scope.js";
import { inEach, readScript, runIn } from "./scripts.js";
import { withInstallation } from "./installation.js";
import type { Finish } from "./finish.js";
import { tenantsOf } from "./tenantCommands.js";

/** tenants migrate|migrations|run|each: what is done in many schools. */
export function fleetCommands(program: Command, finish: Finish): void {
  const tenants = tenantsOf(program);
  const migrate = tenants
    .command("migrate [schema]")
    .description("bring one school, or --all of them, up to date")
    .option("--all", "every school")
    .option("--json", "one JSON line a school")
    .action(async (schema: string | undefined, { all, json }: { all?: boolean; json?: boolean }) => {
      if ((schema === undefined) === !all) migrate.error("name one school, or --all");
      const { failed, migrated } = await withInstallation(
        ({ addresses }) => migrateNow(addresses.admin, schema, json),
        {
          migrate: false,
        },
      );
      if (!json) console.log(`${migrated.length} migrated, ${failed.length} failed`);
      finish(failed.length ? 1 : 0);
    });
  tenants
    .command("migrations")
    .description("the level of every school, what it lacks and why")
    .option("--json", "one JSON line a school")
    .action(async ({ json }: { json?: boolean }) => {
      const { schools } = await withInstallation(() => withPlatform(fleet, { readOnly: true }), { migrate: false });
      for (const one of schools)
        console.log(
          json
            ? JSON.stringify(one)
            : [one.schemaName, one.schemaLevel ?? "-", one.state, one.error ?? one.missing.join(" ")]
                .join("\t")
                .trimEnd(),
        );
      finish(0);
    });
  tenants
    .command("run <schema> <file> [args...]")
    .description("run a file's default export, async ({ client, args }) => …, inside a school")
    .action(async (schema: string, file: string, args: string[]) => {
      const script = await readScript(file);
      const result = await withInstallation(
        async () => {
          const client = (await everyClient()).find(({ schemaName }) => schemaName === schema);
          if (!client) throw problem("not_found", `there is no school ${schema}`);
          return runIn(client, script, args);
        },
        { migrate: false },
      );
      if (result !== undefined) console.log(JSON.stringify(result));
      finish(0);
    });
  const each = tenants
    .command("each <file> [args...]")
    .description("the same inside every school; one JSON line a school")
    .option("--parallel <n>", "how many schools at once, 1 to 8", "1")
    .option("--keep-going", "go on after a school that failed")
    .action(
      async (file: string, args: string[], { parallel, keepGoing }: { parallel: string; keepGoing?: boolean }) => {
        if (!/^[1-8]$/.test(parallel)) each.error("--parallel takes a number from 1 to 8");
        const script = await readScript(file);
        const failed = await withInstallation(
          async () =>
            inEach(await everyClient(), script, {
              args,
              parallel: Number(parallel),
              keepGoing: keepGoing ?? false,
              tell: (line) => console.log(JSON.stringify(line)),
            }),
          { migrate: false },
        );
        finish(failed ? 1 : 0);
      },
    );
}

async function migrateNow(admin: string, schema: string | undefined, json: boolean | undefined) {
  const { names, migratorUrl } = database();
  await withClient(admin, (client) => migratePublic(client, names));
  if (schema !== undefined && !(await everyClient()).some(({ schemaName }) => schemaName === schema))
    throw problem("not_found", `there is no school ${schema}`);
  return migrateSchools(migratorUrl, names, {
    only: schema,
    tell: ({ schema: name, error }) => {
      if (json) console.log(JSON.stringify({ schema: name, ...(error === undefined ? {} : { error }) }));
      else if (error !== undefined) console.error(`${name}: ${error}`);
    },
  });
}
