import express, { type Express, type RequestHandler } from "express";
import helmet from "helmet";
import "../../models/index.js";
import "../../resources/index.js";
import { env } from "../env.js";
import { problem } from "../errors.js";
import { authenticated, logged } from "../http/context.js";
import { docsRouter } from "../http/docs/index.js";
import { healthz, readyz } from "../http/health.js";
import { metrics } from "../http/metrics.js";
import { answerProblems, sendProblem } from "../http/problems.js";
import { openApiRouter } from "../http/openapi.js";
import { chatbotRouter } from "./chatbot/index.js";
import { publicRouter } from "./public/index.js";
import { schoolRouter } from "./school/index.js";
import { systemRouter } from "./system/index.js";

export interface Parts {
  /** Mounted at /admin: the panel, imported only where it is served (AdminJS costs 2 s and 300 MB). */
  panel?: express.Router;
  /** Mounted at /api/chatbot and /api/v1/chatbot: raw bodies, so before JSON is parsed. */
  chatbot?: express.Router;
  /** Development only: the fake Graph API at /_graph and the chat page at /simulator, with their own paths. */
  simulator?: express.Router;
}

/** The whole HTTP application: every router with its own scope, none found by comparing path prefixes. */
export function createApp(parts: Parts = {}): Express {
  const app = express();
  app.disable("x-powered-by").set("query parser", "simple").set("trust proxy", trustProxy());
  app.use(logged, helmet({ contentSecurityPolicy: false, hsts: false }));
  app.get("/healthz", healthz);
  app.get("/readyz", readyz);
  app.get("/metrics", metrics);
  app.get("/", (_request, response) => response.redirect("/admin/"));
  if (parts.chatbot) app.use(["/api/chatbot", "/api/v1/chatbot"], parts.chatbot);
  if (parts.simulator) app.use(parts.simulator);
  if (parts.panel) app.use("/admin", parts.panel);
  app.use(publicRouter);
  app.use("/api", openApiRouter, docsRouter({ specUrl: "/api/schema/" }));
  const api: RequestHandler[] = [jsonOnly, express.json({ limit: "1mb", strict: false }), authenticated];
  app.use("/api/v1/system", api, systemRouter);
  app.use("/api/v1/school", api, schoolRouter);
  app.use("/api/v1/chatbot", api, chatbotRouter);
  app.use((_request, response) => sendProblem(response, problem("not_found")));
  app.use(answerProblems);
  return app;
}

/** A body must say that it is JSON; uploads have routes of their own. */
const jsonOnly: RequestHandler = (request, response, next) => {
  const hasBody =
    request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
  if (hasBody && !request.is(["application/json", "multipart/form-data"]))
    return sendProblem(response, problem("unsupported_media_type"));
  next();
};

/** Forwarded headers are ignored unless TRUST_PROXY says how many hops or which networks; never "true". */
function trustProxy(): boolean | number | string[] {
  const value = env.TRUST_PROXY;
  if (value === undefined) return false;
  if (/^\d+$/.test(value)) return Number(value);
  if (value === "true") throw new Error("TRUST_PROXY: give a number of hops or a list of networks, not true");
  return value.split(",").map((network) => network.trim());
}
