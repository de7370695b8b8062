import { actorQuestions, loadSchoolActor } from "../auth/loadActor.js";
import { problem } from "../errors.js";
import { actAs, type Actor } from "../policies/Actor.js";
import type { Permission } from "../policies/permissions.js";
import { withTenant, type ScopeOptions } from "../tenancy/scope.js";
import type { Input } from "./route.js";
import { whichSchool } from "./which.js";

/** Opens a scope in the caller's school, as often as a route needs one: read → slow work → write. */
export type OpenSchool = <T>(work: () => Promise<T>, options?: ScopeOptions) => Promise<T>;

/**
 * For routes that open their own scopes in the caller's school (a password is hashed between two of them). Each scope
 * loads the actor anew, so that what he lost meanwhile counts.
 * @throws 401 for nobody, 403 without `code` (or where it says no), what `whichSchool` throws
 */
export async function asSchool(
  { caller, request, response }: Input,
  code: Permission | ((actor: Actor) => boolean),
): Promise<OpenSchool> {
  if (caller.kind === "nobody") throw problem("unauthenticated");
  const requestId = String(response.locals.requestId ?? "");
  const { client, superadmin } = await whichSchool(caller, request, requestId);
  response.locals.client = client;
  return (work, options) =>
    withTenant(
      client,
      async () => {
        if (superadmin) actAs(superadmin);
        const actor = superadmin ?? (await loadSchoolActor(caller, requestId));
        if (!(typeof code === "string" ? actor.may(code) : code(actor))) throw problem("forbidden");
        return work();
      },
      { actorId: superadmin?.id ?? caller.userId, ask: actorQuestions(caller, "school"), ...options },
    );
}
