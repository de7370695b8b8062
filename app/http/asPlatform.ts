import { actorQuestions, loadPlatformActor } from "../auth/loadActor.js";
import { problem } from "../errors.js";
import type { Actor } from "../policies/Actor.js";
import { withPlatform } from "../tenancy/scope.js";
import type { Input } from "./route.js";

/** Who calls a route that opens its own scopes: a platform actor who holds `code`, loaded in a scope that ends here. */
export async function platformActor({ caller, response }: Input, code: string): Promise<Actor> {
  if (caller.kind === "nobody") throw problem("unauthenticated");
  if (caller.kind === "school-user" || caller.kind === "school-key") throw problem("wrong_audience");
  const actor = await withPlatform(() => loadPlatformActor(caller, String(response.locals.requestId)), {
    readOnly: true,
    ask: actorQuestions(caller, "platform"),
  });
  if (!actor.mayOnPlatform(code)) throw problem("forbidden");
  return actor;
}
