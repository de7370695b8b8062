import { Router } from "express";
import type { NextFunction, Request, Response } from "express";
import { controlRoutes } from "./controlRoutes.js";
import type { FakeGraph } from "./FakeGraph.js";
import { graphRoutes } from "./graphRoutes.js";

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const TICK = 200;

/**
 * The whole fake under one base path: WHATSAPP_API_URL points there. For this machine only, since it lets anybody speak
 * as anybody. Mount it before the body parsers of the application: it reads bodies itself.
 */
export function fakeRouter(fake: FakeGraph): Router {
  const router = Router();
  router.use(loopbackOnly);
  router.use("/_fake", controlRoutes(fake));
  router.use(graphRoutes(fake));
  return router;
}

/** Keeps deliveries going that become due later (statuses, retries). @returns the way to stop. */
export function keepDelivering(fake: FakeGraph): () => void {
  const timer = setInterval(() => void fake.deliveries.run(), TICK);
  timer.unref();
  return () => clearInterval(timer);
}

export function loopbackOnly(request: Request, response: Response, next: NextFunction): void {
  if (LOOPBACK.has(request.socket.remoteAddress ?? "")) return next();
  response.status(404).end();
}
