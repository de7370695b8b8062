import { userInfo } from "node:os";
import { Actor, actAs } from "../policies/Actor.js";
import { PLATFORM_PERMISSIONS } from "../policies/permissions.js";
import { withPlatform } from "../tenancy/scope.js";

/** Whoever types at the machine: named in the trail by the account, with a superadmin's permissions. */
export function operator(): Actor {
  const name = `command line (${userInfo().username})`;
  return new Actor({ kind: "platform", id: "command-line", name, permissions: PLATFORM_PERMISSIONS.superadmin });
}

/** Runs work in the platform's scope, as whoever types. */
export const asOperator = <T>(work: () => Promise<T>): Promise<T> =>
  withPlatform(async () => {
    actAs(operator());
    return work();
  });
