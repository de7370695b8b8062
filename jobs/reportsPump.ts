import { pumpReports } from "../app/commands/reports/pump.js";
import { defineJob } from "../app/engine/defineJob.js";

/** Prints what was ordered. One at a time in a process: it has a browser, and prints two chunks at once by itself. */
defineJob("reports.pump", { concurrency: 1 }, (signal) => pumpReports({ signal }));
