import { sealTrails } from "../app/audit/sealTrails.js";
import { defineJob } from "../app/engine/defineJob.js";

/** Seals what was added to the trails, so that a change behind our back is told by `audit verify`. */
defineJob("audit", { concurrency: 1, every: "1 minute" }, sealTrails);
