import { z } from "zod";
import { FLEET_STATES, fleet, schoolLevelSchema } from "../../commands/platform/fleet.js";
import { askForMigration, fleetSchema } from "../../commands/life/migrateFleet.js";
import { answerSchema, present } from "../../door/answer.js";
import { yesNo } from "../../door/wire.js";
import { Reply } from "../../http/route.js";
import { routes } from "../../http/routes.js";
import { who } from "../../policies/Actor.js";
import { operations } from "../../../resources/operations.js";

const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(1).max(most));

const r = routes("system", "public");
r.route({
  method: "get",
  path: "/migrations",
  may: "platform.read",
  summary: "Which level each school is at, what it lacks and why",
  query: z.strictObject({
    state: z.enum(FLEET_STATES).optional(),
    failed: yesNo().optional(),
    page: whole(999_999).optional(),
    pageSize: whole(200).optional(),
  }),
  answer: z.strictObject({
    level: z.string(),
    needed: z.string(),
    data: z.array(schoolLevelSchema),
    page: z.strictObject({ number: z.int(), size: z.int(), total: z.int(), pages: z.int() }),
  }),
  handler: async ({ query: { state, failed, page = 1, pageSize = 50 } }) => {
    const { level, needed, schools } = await fleet();
    const found = schools.filter(
      (one) => (state ?? one.state) === one.state && (failed ?? one.error !== null) === (one.error !== null),
    );
    const data = found.slice((page - 1) * pageSize, page * pageSize);
    return {
      level,
      needed,
      data,
      page: { number: page, size: pageSize, total: found.length, pages: Math.ceil(found.length / pageSize) },
    };
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
  handler: async ({ body, request }) => {
    const operation = await askForMigration(body, who());
    return new Reply(present(operations, operation), {
      status: 202,
      headers: { Location: `${request.baseUrl}/operations/${operation.id}` },
    });
  },
});

export const migrationsRouter = r.router;
