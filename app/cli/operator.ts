import { userInfo } from "node:os";
import { Actor } from "../policies/Actor.js";
import { PLATFORM_PERMISSIONS } from "../policies/permissions.js";

/** Whoever types at the machine: named in the trail by the account, with a superadmin's permissions. */
export function operator(): Actor {
  const name = `command line (${userInfo().username})`;
  return new Actor({ kind: "platform", id: "command-line", name, permissions: PLATFORM_PERMISSIONS.superadmin });
}
