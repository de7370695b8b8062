import { schoolStats, schoolStatsSchema } from "../../commands/platform/schoolStats.js";
import { problem } from "../../errors.js";
import { platformActor } from "../../http/asPlatform.js";
import { routes } from "../../http/routes.js";
import { isUuid } from "../../ids.js";
import { findClient } from "../../tenancy/resolve.js";

const r = routes("system", "public");
r.route({
  method: "get",
  path: "/schools/:id/stats",
  scope: "self",
  may: "platform.read",
  summary: "What a school uses, and when its people were last there",
  answer: schoolStatsSchema,
  handler: async (input) => {
    await platformActor(input, "platform.read");
    const { id } = input.params;
    const client = isUuid(id) ? await findClient({ id }) : undefined;
    if (!client) throw problem("not_found");
    return schoolStats(client);
  },
});

export const statsRouter = r.router;
