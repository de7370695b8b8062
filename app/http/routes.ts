import { Router } from "express";
import { z } from "zod";
import { answerSchema } from "../door/answer.js";
import type { AnyResource } from "../door/define.js";
import * as five from "../door/five.js";
import { one, permitted } from "../door/load.js";
import type { Verb } from "../door/verb.js";
import { fieldError, invalid } from "../errors.js";
import { Reply, route, type Input, type Method, type RouteScope, type RouteSpec } from "./route.js";

/** The envelope of a list. */
export const pageOf = (resource: AnyResource) =>
  z.strictObject({
    data: z.array(answerSchema(resource)),
    page: z.strictObject({ number: z.int(), size: z.int(), total: z.int(), pages: z.int() }),
  });

/** The lines of an API file: every path stands written out, so that one can grep for it. */
export function routes(mount: string, scope: Exclude<RouteScope, "self">) {
  const router = Router();
  const tell = <B extends z.ZodType, Q extends z.ZodType>(
    spec: Omit<RouteSpec<B, Q>, "scope"> & { scope?: RouteScope },
  ) => route(router, mount, { scope, ...spec });

  return {
    router,
    /** A hand-written route: what is no resource and no verb. */
    route: tell,
    list(path: string, resource: AnyResource) {
      tell({
        method: "get",
        path,
        may: "signed-in",
        kind: "list",
        resource,
        summary: `List ${words(resource)}`,
        answer: pageOf(resource),
        handler: ({ request }) => five.list(resource, request.query),
      });
    },
    get(path: string, resource: AnyResource) {
      tell({
        method: "get",
        path,
        may: "signed-in",
        kind: "get",
        resource,
        summary: `One of ${words(resource)}`,
        answer: answerSchema(resource),
        handler: ({ params }) => five.get(resource, params.id),
      });
    },
    create(path: string, resource: AnyResource) {
      tell({
        method: "post",
        path,
        may: "signed-in",
        kind: "create",
        resource,
        status: 201,
        summary: `Add to ${words(resource)}`,
        answer: answerSchema(resource),
        handler: async (input) => created(input, await five.create(resource, bodyOf(input))),
      });
    },
    /** Create under a parent: the field stands in the path, so it is not repeated in the body. */
    createIn(path: string, resource: AnyResource, field: string, parent: AnyResource, at?: string) {
      tell({
        method: "post",
        path,
        may: "signed-in",
        kind: "create",
        resource,
        status: 201,
        summary: `Add to ${words(resource)}`,
        answer: answerSchema(resource),
        handler: async (input) => {
          permitted(resource, "create");
          await one(parent, input.params.id, { plain: true });
          const body = bodyOf(input);
          if (field in body) throw invalid(fieldError(`/${field}`, "stands in the path", "unknown_field"));
          return created(input, await five.create(resource, { ...body, [field]: input.params.id }), at);
        },
      });
    },
    /** A parent's rows as a list of the child's resource. */
    nested(path: string, resource: AnyResource, field: string, parent: AnyResource) {
      tell({
        method: "get",
        path,
        may: "signed-in",
        kind: "nested",
        resource,
        summary: `List ${words(resource)} of one of ${words(parent)}`,
        answer: pageOf(resource),
        handler: async ({ params, request }) => {
          permitted(parent, "read");
          const row = await one(parent, params.id, { plain: true });
          return five.list(resource, request.query, { [field]: row.get("id") });
        },
      });
    },
    update(path: string, resource: AnyResource) {
      tell({
        method: "patch",
        path,
        may: "signed-in",
        kind: "update",
        resource,
        summary: `Change one of ${words(resource)}`,
        answer: answerSchema(resource),
        handler: (input) => five.update(resource, input.params.id, bodyOf(input)),
      });
    },
    remove(path: string, resource: AnyResource) {
      tell({
        method: "delete",
        path,
        may: "signed-in",
        kind: "remove",
        resource,
        status: 204,
        summary: `Remove one of ${words(resource)}`,
        query: z.strictObject({
          version: z
            .string()
            .regex(/^\d{1,9}$/)
            .optional(),
        }),
        handler: async ({ params, query }) =>
          five.remove(resource, params.id, query.version === undefined ? undefined : Number(query.version)),
      });
    },
    /** A verb. One that makes a row says at which path (`at`) the row is found. */
    verb(
      path: string,
      verb: Verb,
      { status, method = "post", at }: { status?: number; method?: Method; at?: string } = {},
    ) {
      tell({
        method,
        path,
        may: "signed-in",
        kind: "verb",
        verb,
        resource: verb.resource,
        status,
        summary: verb.name,
        answer: verb.answer,
        handler: async (input) => {
          const body = bodyOf(input);
          const { ids, ...rest } = body;
          const result = await (verb.on === "many" ? verb.call(ids, rest) : verb.call(input.params.id, body));
          return at === undefined ? result : created(input, result, at, status);
        },
      });
    },
  };
}

const words = (resource: AnyResource) => resource.name.replaceAll("-", " ");

/** The body as an object; arrays and scalars are no resource. */
export function bodyOf({ request }: Input): Record<string, unknown> {
  const body = (request.body as unknown) ?? {};
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw invalid(fieldError("", "must be an object"));
  return body as Record<string, unknown>;
}

function created(input: Input, body: unknown, at?: string, status = 201): Reply {
  const id = (body as { id?: string }).id ?? "";
  const base = at
    ? `${input.request.baseUrl}${at}`
    : `${input.request.baseUrl}${input.request.path.replace(/\/$/, "")}`;
  return new Reply(body, { status, headers: { Location: `${base}/${id}` } });
}
