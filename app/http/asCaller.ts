import { loadPlatformActor, loadSchoolActor } from "../auth/loadActor.js";
import { problem } from "../errors.js";
import { actAs } from "../policies/Actor.js";
import type { KnownClient } from "../tenancy/resolve.js";
import { withPlatform, withTenant } from "../tenancy/scope.js";
import type { OpenSchool } from "./asSchool.js";
import type { Input } from "./route.js";
import { whichSchool } from "./which.js";

/**
 * For routes that open many scopes for whoever is signed in (an export reads a page a scope): each loads the actor anew.
 * What he may is asked inside, of the policies.
 * @throws 401 for nobody, what `whichSchool` throws
 */
export async function asCaller(input: Input): Promise<{ client: KnownClient; open: OpenSchool }> {
  const { caller, request, response } = input;
  if (caller.kind === "nobody") throw problem("unauthenticated");
  const requestId = String(response.locals.requestId ?? "");
  const { client, superadmin } = await whichSchool(caller, request, requestId);
  response.locals.client = client;
  const open: OpenSchool = (work, options) =>
    withTenant(
      client,
      async () => {
        if (superadmin) actAs(superadmin);
        else await loadSchoolActor(caller, requestId);
        return work();
      },
      { actorId: superadmin?.id ?? caller.userId, ...options },
    );
  return { client, open };
}

/** The same on the platform. @throws 401 for nobody, 403 for a school's user */
export function asPlatformCaller({ caller, response }: Input): OpenSchool {
  if (caller.kind === "nobody") throw problem("unauthenticated");
  if (caller.kind === "school-user" || caller.kind === "school-key") throw problem("wrong_audience");
  const requestId = String(response.locals.requestId ?? "");
  return (work, options) =>
    withPlatform(
      async () => {
        await loadPlatformActor(caller, requestId);
        return work();
      },
      { actorId: caller.userId, ...options },
    );
}
