import type { Request, Response, Router } from "express";
import type { z } from "zod";
import { NOBODY, type Caller } from "../auth/caller.js";
import { actorQuestions, loadPlatformActor, loadSchoolActor } from "../auth/loadActor.js";
import { parsed } from "../door/input.js";
import { Problem, problem } from "../errors.js";
import { log } from "../log.js";
import type { Actor } from "../policies/Actor.js";
import { actAs } from "../policies/Actor.js";
import { PERMISSIONS } from "../policies/permissions.js";
import { withPlatform, withTenant } from "../tenancy/scope.js";
import { isTooDeep } from "./depth.js";
import { replayable } from "./idempotency.js";
import { limitActor } from "./limits.js";
import { sendProblem } from "./problems.js";
import { Reply, type Described, type Input, type RouteSpec } from "./spec.js";
import { whichSchool } from "./which.js";

/** Every route that was told, in order: the tests walk it. */
export const described: Described[] = [];

/** Tells a route and puts it on a router. The scope is opened around the handler's promise; the answer leaves after COMMIT. */
export function route<B extends z.ZodType, Q extends z.ZodType>(
  router: Router,
  mount: string,
  spec: RouteSpec<B, Q>,
): void {
  described.push({ ...(spec as unknown as RouteSpec), mount });
  router[spec.method](spec.path, (request: Request, response: Response) => {
    void answer(spec as unknown as RouteSpec, request, response);
  });
}

async function answer(spec: RouteSpec, request: Request, response: Response): Promise<void> {
  try {
    // Whoever's data it is: no cache keeps it. A route that sends files says otherwise.
    response.set("Cache-Control", "no-store");
    const caller = (response.locals.caller as Caller | undefined) ?? NOBODY;
    if (spec.scope !== "self" || caller.kind !== "nobody") limitActor(caller, response);
    if (isTooDeep(request.body)) throw problem("malformed_json", "The body is nested too deeply");
    const body = await inScope(spec, caller, request, response);
    send(spec, response, body);
  } catch (error) {
    await afterRollback(error);
    sendProblem(response, error);
  }
}

/** A refusal's own write runs in a scope of its own, after the rollback; its failure must not hide the refusal. */
async function afterRollback(error: unknown): Promise<void> {
  if (!(error instanceof Problem) || !error.options.afterRollback) return;
  await error.options
    .afterRollback()
    .catch((err: unknown) => log.error({ err: err as Error }, "a denial was not recorded"));
}

async function inScope(spec: RouteSpec, caller: Caller, request: Request, response: Response): Promise<unknown> {
  const requestId = String(response.locals.requestId ?? "");
  const readOnly = spec.readOnly ?? spec.method === "get";
  if (spec.may !== "nobody" && caller.kind === "nobody") throw problem("unauthenticated");
  if (spec.scope === "self") return handle(spec, caller, request, response);
  if (spec.scope === "public") {
    if (caller.kind === "school-user" || caller.kind === "school-key") throw problem("wrong_audience");
    return withPlatform(
      async () => {
        if (caller.kind !== "nobody") allowed(spec, await loadPlatformActor(caller, requestId));
        return handle(spec, caller, request, response);
      },
      { readOnly, actorId: caller.userId, ask: actorQuestions(caller, "platform") },
    );
  }
  const { client, superadmin } = await whichSchool(caller, request, requestId);
  response.locals.client = client;
  return withTenant(
    client,
    async () => {
      if (superadmin) actAs(superadmin);
      if (caller.kind !== "nobody") allowed(spec, superadmin ?? (await loadSchoolActor(caller, requestId)));
      return handle(spec, caller, request, response);
    },
    { readOnly, actorId: superadmin?.id ?? caller.userId, ask: actorQuestions(caller, "school") },
  );
}

function allowed(spec: RouteSpec, actor: Actor): void {
  if (spec.may === "nobody" || spec.may === "signed-in") return;
  const held = (PERMISSIONS as readonly string[]).includes(spec.may)
    ? actor.may(spec.may as never)
    : actor.codes.has(spec.may);
  if (!held) throw problem("forbidden");
}

async function handle(spec: RouteSpec, caller: Caller, request: Request, response: Response): Promise<unknown> {
  const query = spec.query ? parsed(spec.query, { ...request.query }) : request.query;
  const readBody = () => (spec.body ? parsed(spec.body, (request.body as unknown) ?? {}) : (request.body as unknown));
  const base = { params: request.params as Record<string, string>, query, request, response, caller };
  // A route that opens its own scopes asks there whether the caller may; only then does it read what was sent.
  const input: Input = spec.scope === "self" ? lazily(base, readBody) : { ...base, body: readBody() };
  return replayable(spec, input, () => spec.handler(input as never));
}

const lazily = (base: Omit<Input, "body">, body: () => unknown): Input =>
  Object.defineProperty(base, "body", { get: body, enumerable: true }) as Input;

function send(spec: RouteSpec, response: Response, body: unknown): void {
  const reply = body instanceof Reply ? body : new Reply(body);
  const { status = spec.status ?? 200, headers = {}, type, send: own } = reply.options;
  response.status(reply.body === undefined && !own && status === 200 ? 204 : status).set(headers);
  if (type) response.type(type);
  if (own) own(response);
  else if (reply.body === undefined) response.end();
  else if (typeof reply.body === "string" || Buffer.isBuffer(reply.body)) response.send(reply.body);
  else sendJson(response, reply.body);
}

/** As `response.json`, without its ETag: that is a hash over every answer, and no cache may keep one (`no-store`). */
function sendJson(response: Response, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  if (!response.get("Content-Type")) response.set("Content-Type", "application/json; charset=utf-8");
  response.set("Content-Length", String(bytes.length)).end(response.req.method === "HEAD" ? undefined : bytes);
}

export { Reply } from "./spec.js";
export type { Described, Input, Method, RouteScope, RouteSpec } from "./spec.js";
