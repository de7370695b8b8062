import { timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { Histogram, collectDefaultMetrics, register } from "prom-client";
import { env } from "../env.js";
import { sequelize } from "../database/connection.js";
import { sha256 } from "../crypto/keys.js";

collectDefaultMetrics();

export const httpDuration = new Histogram({
  name: "formroom_http_seconds",
  help: "Answer time of requests",
  labelNames: ["method", "status"],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
});

const LOOPBACK = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** GET /metrics: on loopback, or with METRICS_TOKEN. */
export const metrics: RequestHandler = async (request, response) => {
  const token = request.headers.authorization?.replace(/^Bearer /, "");
  const named =
    env.METRICS_TOKEN !== undefined &&
    token !== undefined &&
    timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(sha256(env.METRICS_TOKEN)));
  // Behind a proxy on the same machine every socket is loopback's: a forwarded request is not.
  const local =
    LOOPBACK.has(request.socket.remoteAddress ?? "") &&
    request.headers["x-forwarded-for"] === undefined &&
    env.METRICS_TOKEN === undefined;
  if (!named && !local) return void response.status(404).end();
  response.type(register.contentType).send((await register.metrics()) + poolMetrics());
};

function poolMetrics(): string {
  const pool = (
    sequelize as unknown as {
      connectionManager: { pool: { size: number; available: number; using: number; waiting: number } };
    }
  ).connectionManager.pool;
  return ["size", "available", "using", "waiting"]
    .map((name) => `formroom_pool_${name} ${pool[name as "size"]}\n`)
    .join("");
}
