import type { Request } from "express";
import type { Caller } from "../auth/caller.js";
import { actorQuestions, loadPlatformActor, loadSchoolActor, superadminInSchool, usable } from "../auth/loadActor.js";
import { env } from "../env.js";
import { problem } from "../errors.js";
import { record } from "../audit/trail.js";
import { actAs, type Actor } from "../policies/Actor.js";
import { findClient, type KnownClient } from "../tenancy/resolve.js";
import { withPlatform, withTenant } from "../tenancy/scope.js";

/** The hostname a request was made to, without port, lower case. */
export function hostOf(request: Request): string {
  return (request.hostname ?? "").toLowerCase().replace(/\.$/, "");
}

export const isMainHost = (host: string): boolean =>
  env.MAIN_HOSTS.includes(host) || env.MAIN_HOSTS.includes(`[${host}]`);

export interface Placed {
  client: KnownClient;
  /** A superadmin, loaded on the platform before the school's scope opens: the school's role cannot see his row. */
  superadmin?: Actor;
}

/**
 * Which school a request is for (api.md 2): the credential's client whatever the host, X-Schema-Name for superadmins,
 * then the host. A school user's own name in the header changes nothing; another's is refused and audited.
 */
export async function whichSchool(caller: Caller, request: Request, requestId: string): Promise<Placed> {
  const wanted = request.headers["x-schema-name"];
  const schemaName = typeof wanted === "string" ? wanted : undefined;
  if (caller.kind === "school-user" || caller.kind === "school-key")
    return { client: await own(caller, schemaName, requestId) };
  if (caller.kind === "platform-user" || caller.kind === "platform-key")
    return named(caller, schemaName, request, requestId);
  return { client: await byHost(hostOf(request)) };
}

/** The school of a hostname: unknown hosts fail closed. */
export async function byHost(host: string): Promise<KnownClient> {
  const client = isMainHost(host) ? undefined : await findClient({ hostname: host });
  if (!client) throw problem("unknown_host");
  usable(client.status);
  return client;
}

async function own(caller: Caller, wanted: string | undefined, requestId: string): Promise<KnownClient> {
  const client = await findClient(
    caller.clientId !== undefined ? { id: caller.clientId } : { schemaName: caller.schemaName ?? "" },
  );
  if (!client) throw problem("unauthenticated");
  if (wanted !== undefined && wanted !== client.schemaName) throw await notAllowed(caller, client, wanted, requestId);
  usable(client.status);
  return client;
}

/** The refusal of another school's name; who asked is told to his own school's trail. A stale credential is 401 first. */
async function notAllowed(caller: Caller, client: KnownClient, wanted: string, requestId: string) {
  const actor = await withTenant(client, () => loadSchoolActor(caller, requestId), {
    readOnly: true,
    ask: actorQuestions(caller, "school"),
  });
  if (!(await findClient({ schemaName: wanted }))) return problem("not_found");
  return problem("schema_not_allowed", {
    afterRollback: () =>
      withTenant(client, async () => {
        actAs(actor);
        const after = { userId: caller.userId ?? null };
        record({ action: "refused", entity: "schema", entityId: wanted.slice(0, 60), after });
      }),
  });
}

/** A superadmin enters a school he names: always on the platform's trail, reads too, since no other wall stands before him. */
async function named(
  caller: Caller,
  schemaName: string | undefined,
  request: Request,
  requestId: string,
): Promise<Placed> {
  const client = schemaName === undefined ? undefined : await findClient({ schemaName });
  const platform = await withPlatform(
    async () => {
      const actor = await loadPlatformActor(caller, requestId);
      if (schemaName === undefined || !actor.mayOnPlatform("schools.enter")) throw problem("wrong_audience");
      if (!client) throw problem("not_found");
      const after = { method: request.method, path: request.originalUrl.split("?")[0] };
      record({ action: "enter", entity: "Client", entityId: client.id, after });
      return actor;
    },
    { ask: actorQuestions(caller, "platform") },
  );
  if (!client) throw problem("not_found");
  usable(client.status);
  return { client, superadmin: superadminInSchool(platform) };
}
