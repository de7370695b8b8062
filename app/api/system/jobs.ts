import { z } from "zod";
import { record } from "../../audit/trail.js";
import { instant } from "../../door/wire.js";
import { JOB_STATES, runNow, storedJob, storedJobs } from "../../engine/storedJobs.js";
import { platformActor } from "../../http/asPlatform.js";
import { routes } from "../../http/routes.js";
import { pageAnswer, pageOf, pageQuery } from "./pages.js";
import { actAs } from "../../policies/Actor.js";
import { withPlatform } from "../../tenancy/scope.js";

const jobSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: z.enum(JOB_STATES),
  every: z.string().nullable(),
  nextRunAt: instant().nullable(),
  lastRunAt: instant().nullable(),
  lastFinishedAt: instant().nullable(),
  lockedAt: instant().nullable(),
  failedAt: instant().nullable(),
  failReason: z.string().nullable(),
  failCount: z.int(),
});

const r = routes("system", "public");
r.route({
  method: "get",
  path: "/jobs",
  scope: "self",
  may: "jobs.write",
  summary: "What the job store holds: recurring jobs, bells not answered yet, last failures",
  query: z.strictObject({
    status: z.enum(JOB_STATES).optional(),
    name: z.string().max(100).optional(),
    ...pageQuery,
  }),
  answer: z.strictObject({
    data: z.array(jobSchema),
    page: pageAnswer,
  }),
  handler: async (input) => {
    await platformActor(input, "jobs.write");
    const { status, name, page = 1, pageSize = 50 } = input.query;
    const { data, total } = await storedJobs({ status, name, page, size: pageSize });
    return { data, page: pageOf(page, pageSize, total) };
  },
});
r.route({
  method: "post",
  path: "/jobs/:id/retry",
  scope: "self",
  may: "jobs.write",
  summary: "Let a job run now",
  answer: jobSchema,
  handler: async (input) => {
    const actor = await platformActor(input, "jobs.write");
    const { id, name, failReason } = await storedJob(input.params.id ?? "");
    // The store is no part of this transaction: the trail is told first, so that nothing runs untold.
    await withPlatform(async () => {
      actAs(actor);
      record({ action: "retry", entity: "Job", entityId: id, after: { name, failReason } });
    });
    return runNow(id);
  },
});

export const jobsRouter = r.router;
