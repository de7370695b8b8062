import { defineJob } from "../app/engine/defineJob.js";
import { sweep } from "../app/outbox/sweep.js";

/** Rings again for rows that nobody moved. */
defineJob("sweep", { concurrency: 1, every: "30 seconds" }, async () => {
  await sweep();
});
