import type { Command } from "commander";
import { PLATFORM_TRAIL, trailOfClient } from "../audit/trails.js";
import { verifyTrail } from "../audit/verifyTrail.js";
import { problem } from "../errors.js";
import { everyClient, findClient } from "../tenancy/resolve.js";
import { withInstallation } from "./installation.js";
import type { Finish } from "./finish.js";

/** audit verify: whether the trails are as they were sealed. Exit 1 when one is not. */
export function auditCommands(program: Command, finish: Finish): void {
  program
    .command("audit")
    .description("the trail of changes")
    .command("verify [schema]")
    .description("tell changed, missing and added entries; all trails, or one school's")
    .option("--json", "one JSON line a trail")
    .action(async (schema: string | undefined, { json }: { json?: boolean }) => {
      const isWhole = await withInstallation(() => verify(schema, json), { migrate: false });
      finish(isWhole ? 0 : 1);
    });
}

async function verify(schema: string | undefined, json = false): Promise<boolean> {
  let isWhole = true;
  for (const trail of await trailsOf(schema)) {
    const told = await verifyTrail(trail);
    isWhole &&= told.findings.length === 0;
    if (json) console.log(JSON.stringify(told));
    else {
      const newest = told.newest ? `; newest seal ${told.seals}: ${told.newest}` : "";
      const words = told.findings.length ? "NOT AS IT WAS SEALED" : "whole";
      console.log(
        `${told.trail}: ${words}; ${told.entries} entries in ${told.seals} seals, ${told.unsealed} not sealed yet${newest}`,
      );
      for (const finding of told.findings) console.log(`  ${finding}`);
    }
  }
  return isWhole;
}

async function trailsOf(schema: string | undefined) {
  if (schema === undefined) return [PLATFORM_TRAIL, ...(await everyClient()).map(trailOfClient)];
  if (schema === "platform") return [PLATFORM_TRAIL];
  const client = await findClient({ schemaName: schema });
  if (!client) throw problem("not_found", `there is no school ${schema}`);
  return [trailOfClient(client)];
}
