import express, { Router, type Request, type RequestHandler, type Response } from "express";
import type { AnyResource } from "../../door/define.js";
import { problem } from "../../errors.js";
import { limitActor } from "../../http/limits.js";
import type { Actor } from "../../policies/Actor.js";
import { languageFor } from "../../locale/catalogue.js";
import { describeHouse } from "../describe/house.js";
import { labels } from "../describe/labels.js";
import { isOffered } from "../offers.js";
import { asPerson } from "../person.js";
import { Undone } from "../undone.js";
import { runBulk } from "./bulk.js";
import { listView, viewCounts } from "./listView.js";
import { recordView } from "./recordView.js";
import { trailView } from "./trailView.js";
import type { Known } from "./titles.js";

type Run = (inside: (actor: Actor) => Promise<unknown>) => Promise<unknown>;

/**
 * What the pages read: lists and records of every resource with the names of what they lead to, and verbs over many
 * rows. Everything goes through the door in one scope; what the API has no list for has no page here.
 */
export function viewRouter(resourcesOf: (response: Response) => AnyResource[]): Router {
  const router = Router();
  const house =
    (does: (request: Request, known: Known, run: Run) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      limitActor(response.locals.caller, response);
      const known: Known = {
        resources: new Map(resourcesOf(response).map((one) => [one.name, one])),
        labels: labels(languageFor(request.get("accept-language"))),
      };
      const run: Run = (inside) => undoable(() => asPerson(request, response, inside));
      response.json(await does(request, known, run));
    };
  const work = (does: (request: Request, resource: AnyResource, known: Known, actor: Actor) => Promise<unknown>) =>
    house((request, known, run) => {
      const resource = known.resources.get(String(request.params.resource));
      if (!resource?.panel || !isOffered(resource, "list")) throw problem("not_found");
      return run((actor) => does(request, resource, known, actor));
    });
  router.get(
    "/trail",
    house((request, known, run) => run(() => trailView(known, { ...request.query }))),
  );
  router.get(
    "/:resource",
    work((request, resource, known) => listView(resource, known, { ...request.query })),
  );
  router.get(
    "/counts/:resource",
    work((_request, resource) => viewCounts(resource)),
  );
  router.get(
    "/:resource/:id",
    work((request, resource, known, actor) => {
      const told = describeHouse([...known.resources.values()], actor, "en").find((one) => one.name === resource.name);
      return recordView(resource, known, String(request.params.id), told?.related ?? []);
    }),
  );
  router.post(
    "/:resource/bulk/:verb",
    express.json({ limit: "1mb" }),
    work((request, resource) => runBulk(resource, String(request.params.verb), request.body)),
  );
  return router;
}

/** A preview throws its answer out of the scope, so that nothing of it stays. */
async function undoable(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}
