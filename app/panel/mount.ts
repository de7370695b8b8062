import { convertToExpressRoute } from "@adminjs/express";
import type AdminJS from "adminjs";
import {
  AppError,
  ForbiddenError,
  NotFoundError,
  type ActionDecorator,
  Router as AdminRouter,
  ValidationError,
} from "adminjs";
import { Router, type Request, type Response } from "express";
import { problem } from "../errors.js";
import { limitActor } from "../http/limits.js";
import type { Actor } from "../policies/Actor.js";
import type { House } from "./house.js";
import { asPerson, localsOf } from "./person.js";
import { isStrange, refuseStrangeKeys } from "./safeKeys.js";
import { isRefusal, Undone } from "./undone.js";

type AdminRoute = (typeof AdminRouter.routes)[number];
type Kind = "resource" | "record" | "bulk";

/** Each kind of route runs its own kind of action: `new` on a record, a bulk verb without ids are no pages of ours. */
const fits: Record<Kind, (action: ActionDecorator) => boolean> = {
  resource: (action) => action.isResourceType(),
  record: (action) => action.isRecordType(),
  bulk: (action) => action.isBulkType(),
};

/**
 * AdminJS's own routes for scripts, each controller's promise inside one scope, the answer sent after COMMIT
 * (panel.md 2.2). The body was read before. Pages are ours (shell.ts); the deprecated search routes are left out.
 */
export function mountAdmin(admin: AdminJS): Router {
  const router = Router();
  const routes = AdminRouter.routes.filter(({ path }) => /^\/api\/resources\/\{resourceId\}\/(?!search)/.test(path));
  for (const route of routes) {
    const method = route.method.toLowerCase() as "get" | "post";
    router[method](convertToExpressRoute(route.path.replace(/^\/api/, "")), async (request, response) => {
      limitActor(response.locals.caller, response);
      response.json(await answerOf(admin, route, request, response));
    });
  }
  return router;
}

async function answerOf(admin: AdminJS, route: AdminRoute, request: Request, response: Response): Promise<unknown> {
  const asked = readRequest(admin, route, request);
  try {
    return await asPerson(request, response, async (actor) => {
      const controller = new route.Controller({ admin }, personOf(actor, localsOf(response).house));
      const answer: unknown = await controller[route.action](asked, response);
      if (isRefusal(answer)) throw new Undone(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    // Thrown outside an action's own try (no such rows for a bulk action): the front end expects a notice here too.
    const { message } = error as Error;
    if (isAdminError(error)) return { records: [], record: emptyRecord, notice: { type: "error", message } };
    throw error;
  }
}

const emptyRecord = { params: {}, populated: {}, errors: {}, recordActions: [], bulkActions: [] };
const isAdminError = (error: unknown) =>
  [AppError, ForbiddenError, NotFoundError, ValidationError].some((kind) => error instanceof kind);

/** What AdminJS gets of a request: nothing but parameters and body, and only for what exists. */
function readRequest(admin: AdminJS, route: AdminRoute, request: Request) {
  const params = { ...request.params } as Record<string, string>;
  const query = { ...request.query };
  const payload = bodyOf(request);
  for (const part of [params, query, payload]) refuseStrangeKeys(part);
  const resource = admin.resources.find((one) => one.id() === params.resourceId);
  const actions = resource?.decorate().actions ?? {};
  const name = params.action ?? "";
  const action = isStrange(name) || !Object.hasOwn(actions, name) ? undefined : actions[name];
  if (!action || !fits[kindOf(route)](action)) throw problem("not_found");
  if (kindOf(route) === "bulk" && typeof query.recordIds !== "string") throw problem("not_found");
  return { params, query, payload, method: request.method.toLowerCase() };
}

const kindOf = (route: AdminRoute): Kind =>
  route.action === "recordAction" ? "record" : route.action === "bulkAction" ? "bulk" : "resource";

function bodyOf(request: Request): Record<string, unknown> {
  const body = request.body as unknown;
  if (body === undefined || body === null) return {};
  if (typeof body !== "object" || Array.isArray(body)) throw problem("malformed_json", "An object is expected");
  return { ...body };
}

/** Who is signed in, as AdminJS's pages show it. */
export const personOf = (actor: Actor, house: House) => ({ id: actor.id, email: actor.name, house: house.name });
