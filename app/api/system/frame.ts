import { z } from "zod";
import { platformDashboard } from "../../commands/frame/dashboard/platform.js";
import { platformDashboardAnswer } from "../../commands/frame/dashboard/shape.js";
import { routes } from "../../http/routes.js";
import { frameRoutes } from "../frame.js";

const r = routes("system", "public");
frameRoutes(r);
r.route({
  method: "get",
  path: "/dashboard",
  may: "platform.read",
  summary: "The first page: schools by status, what is behind, what is to do",
  query: z.strictObject({}),
  answer: platformDashboardAnswer,
  handler: () => platformDashboard(),
});

export const platformFrameRouter = r.router;
