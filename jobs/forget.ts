import { sweepUploads } from "../app/commands/files/sweepUploads.js";
import { defineJob } from "../app/engine/defineJob.js";
import { forgetKeys } from "../app/http/forgetKeys.js";

/** Takes away what was kept for a day: uploads that nothing refers to, and what Idempotency-Keys were answered. */
defineJob("forget", { concurrency: 1, every: "1 hour" }, async () => {
  await sweepUploads();
  await forgetKeys();
});
