import { z } from "zod";
import { schoolDashboard } from "../../commands/frame/dashboard/school.js";
import { dashboardAnswer } from "../../commands/frame/dashboard/shape.js";
import { routes } from "../../http/routes.js";
import { frameRoutes } from "../frame.js";

const r = routes("school", "school");
frameRoutes(r);
r.route({
  method: "get",
  path: "/dashboard",
  may: "signed-in",
  summary: "The first page: numbers, what is to do, charts, the last orders, by what one may",
  query: z.strictObject({}),
  answer: dashboardAnswer,
  handler: () => schoolDashboard(),
});

export const frameRouter = r.router;
