import { z } from "zod";
import { FLEET_STATES, fleet, schoolLevelSchema } from "../../commands/platform/fleet.js";
import { askForMigration, fleetSchema } from "../../commands/life/migrateFleet.js";
import { answerSchema } from "../../door/answer.js";
import { yesNo } from "../../door/wire.js";
import { routes } from "../../http/routes.js";
import { who } from "../../policies/Actor.js";
import { operations } from "../../../resources/operations.js";
import { accepted } from "./accepted.js";
import { pageAnswer, pageOf, pageQuery } from "./pages.js";

const r = routes("system", "public");
r.route({
  method: "get",
  path: "/migrations",
  may: "platform.read",
  summary: "Which level each school is at, what it lacks and why",
  query: z.strictObject({
    state: z.enum(FLEET_STATES).optional(),
    failed: yesNo().optional(),
    ...pageQuery,
  }),
  answer: z.strictObject({
    level: z.string(),
    needed: z.string(),
    data: z.array(schoolLevelSchema),
    page: pageAnswer,
  }),
  handler: async ({ query: { state, failed, page = 1, pageSize = 50 } }) => {
    const { level, needed, schools } = await fleet();
    const found = schools.filter(
      (one) => (state ?? one.state) === one.state && (failed ?? one.error !== null) === (one.error !== null),
    );
    const data = found.slice((page - 1) * pageSize, page * pageSize);
    return { level, needed, data, page: pageOf(page, pageSize, found.length) };
  },
});
r.route({
  method: "post",
  path: "/migrations",
  may: "migrations.run",
  status: 202,
  summary: "Bring every school, or one, up to date",
  body: fleetSchema,
  answer: answerSchema(operations),
  handler: async ({ body, request }) => accepted(request, await askForMigration(body, who())),
});

export const migrationsRouter = r.router;
