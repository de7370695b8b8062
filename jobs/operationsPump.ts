import { purgeDue } from "../app/commands/life/asked.js";
import { pumpOperations } from "../app/commands/life/pump.js";
import { defineJob } from "../app/engine/defineJob.js";
import { systemActor } from "../app/policies/Actor.js";
import { PLATFORM_PERMISSIONS } from "../app/policies/permissions.js";

/** Long work on schools: export, clone, import, delete, restore, purge. One at a time in a process. */
defineJob("operations.pump", { concurrency: 1 }, (signal) => pumpOperations({ signal }));

/** Whose bell was lost, whose worker died: its lease is over, and it is carried on. Schools that were deleted 30 days ago go. */
defineJob("operations", { concurrency: 1, every: "30 seconds" }, async (signal) => {
  await purgeDue(systemActor("operations", PLATFORM_PERMISSIONS.superadmin));
  await pumpOperations({ signal });
});
