import { z } from "zod";
import { schoolDashboard } from "../../commands/frame/dashboard/school.js";
import { dashboardAnswer } from "../../commands/frame/dashboard/shape.js";
import { changeSignature, signatureAnswer, signatureBody, signatureOf } from "../../commands/people/ownSignature.js";
import { routes } from "../../http/routes.js";
import { who } from "../../policies/Actor.js";
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

r.route({
  method: "get",
  path: "/signature",
  may: "signed-in",
  summary: "One's own signature",
  query: z.strictObject({}),
  answer: signatureAnswer,
  handler: () => signatureOf(who()),
});
r.route({
  method: "put",
  path: "/signature",
  may: "signed-in",
  summary: "Set one's own signature, or take it away",
  body: signatureBody,
  answer: signatureAnswer,
  handler: ({ body }) => changeSignature(who(), body),
});

export const frameRouter = r.router;
