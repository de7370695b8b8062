import { randomUUID } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import { callerOf, type Caller } from "../auth/caller.js";
import { log } from "../log.js";
import { httpDuration } from "./metrics.js";
import { sendProblem } from "./problems.js";

/** Gives a request its id and, when it is answered, one log line: who, which school, how long; no bodies, no secrets. */
export const logged: RequestHandler = (request, response, next) => {
  const given = request.headers["x-request-id"];
  response.locals.requestId = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.set("X-Request-Id", String(response.locals.requestId));
  const started = process.hrtime.bigint();
  response.on("close", () => {
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    const { requestId, problem, client, caller } = response.locals as {
      requestId: string;
      problem?: string;
      client?: { schemaName: string };
      caller?: Caller;
    };
    httpDuration.observe({ method: request.method, status: String(response.statusCode) }, ms / 1000);
    log.info(
      {
        requestId,
        method: request.method,
        path: request.originalUrl.split("?")[0],
        status: response.statusCode,
        ms: Math.round(ms),
        client: client?.schemaName,
        actor: caller?.userId,
        problem,
      },
      "request",
    );
  });
  next();
};

/** Reads the API's credential into `locals.caller`, before any scope: the signature only. */
export const authenticated = (request: Request, response: Response, next: NextFunction): void => {
  callerOf(request, response).then(
    (caller) => {
      response.locals.caller = caller;
      next();
    },
    (error: unknown) => sendProblem(response, error),
  );
};
