import { actAs, systemActor } from "../../app/policies/Actor.js";
import { PERMISSIONS } from "../../app/policies/permissions.js";
import type { KnownClient } from "../../app/tenancy/resolve.js";
import { withTenant } from "../../app/tenancy/scope.js";

/** Runs work in a demonstration school as the system. */
export function inSchool<T>(client: KnownClient, work: () => Promise<T>): Promise<T> {
  return withTenant(client, async () => {
    actAs(systemActor("demonstration seed", PERMISSIONS));
    return work();
  });
}
