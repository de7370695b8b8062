import type { Request, Response, Router } from "express";
import type { z } from "zod";
import { NOBODY, type Caller } from "../auth/caller.js";
import { loadPlatformActor, loadSchoolActor } from "../auth/loadActor.js";
import type { AnyResource } from "../door/define.js";
import { parsed } from "../door/input.js";
import type { Verb } from "../door/verb.js";
import { Problem, problem } from "../errors.js";
import { log } from "../log.js";
import { actAs, Actor } from "../policies/Actor.js";
import { PERMISSIONS } from "../policies/permissions.js";
import { withPlatform, withTenant } from "../tenancy/scope.js";
import { replayable } from "./idempotency.js";
import { limitActor } from "./limits.js";
import { sendProblem } from "./problems.js";
import { whichSchool } from "./which.js";

export type Method = "get" | "post" | "patch" | "put" | "delete";
/** public: the platform's schema; school: the caller's; self: the route opens its own scopes (sign-in, webhook). */
export type RouteScope = "public" | "school" | "self";

export interface Input<B = unknown, Q = unknown> {
  params: Record<string, string>;
  body: B;
  query: Q;
  request: Request;
  response: Response;
  caller: Caller;
}

/** One route as it is told: made into a handler, into OpenAPI, into the tests' table and, for verbs, into panel buttons. */
export interface RouteSpec<B extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType> {
  method: Method;
  path: string;
  scope: RouteScope;
  summary: string;
  /** "nobody": open to all; "signed-in": any actor; else a permission code, held with any reach (rows decide the rest). */
  may: string;
  body?: B;
  query?: Q;
  answer?: z.ZodType;
  status?: number;
  /** Which resource or verb stands behind it, for panel, OpenAPI and the shared suite. */
  resource?: AnyResource;
  kind?: "list" | "get" | "create" | "update" | "remove" | "verb" | "nested";
  verb?: Verb;
  /** A GET that writes (none should) or a POST that only reads. */
  readOnly?: boolean;
  handler(input: Input<z.output<B>, z.output<Q>>): Promise<unknown>;
}

/** What a handler answers when a plain 200/201 body is not enough. */
export class Reply {
  constructor(
    readonly body: unknown,
    readonly options: {
      status?: number;
      headers?: Record<string, string>;
      type?: string;
      send?: (response: Response) => void;
    } = {},
  ) {}
}

export interface Described extends Omit<RouteSpec, "handler"> {
  mount: string;
}
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
    const caller = (response.locals.caller as Caller | undefined) ?? NOBODY;
    if (spec.scope !== "self") limitActor(caller, response);
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
  if (spec.scope === "self") return handle(spec, caller, request, response);
  if (spec.may !== "nobody" && caller.kind === "nobody") throw problem("unauthenticated");
  if (spec.scope === "public") {
    if (caller.kind === "school-user" || caller.kind === "school-key") throw problem("wrong_audience");
    return withPlatform(
      async () => {
        if (caller.kind !== "nobody") allowed(spec, await loadPlatformActor(caller, requestId));
        return handle(spec, caller, request, response);
      },
      { readOnly, actorId: caller.userId },
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
    { readOnly, actorId: superadmin?.id ?? caller.userId },
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
  const body = spec.body ? parsed(spec.body, (request.body as unknown) ?? {}) : (request.body as unknown);
  const input: Input = { params: request.params as Record<string, string>, body, query, request, response, caller };
  return replayable(spec, input, () => spec.handler(input as never));
}

function send(spec: RouteSpec, response: Response, body: unknown): void {
  const reply = body instanceof Reply ? body : new Reply(body);
  const { status = spec.status ?? 200, headers = {}, type, send: own } = reply.options;
  response.status(reply.body === undefined && !own && status === 200 ? 204 : status).set(headers);
  if (type) response.type(type);
  if (own) own(response);
  else if (reply.body === undefined) response.end();
  else if (typeof reply.body === "string" || Buffer.isBuffer(reply.body)) response.send(reply.body);
  else response.json(reply.body);
}
