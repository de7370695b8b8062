import type { Role } from "../../models/school/Role.js";
import { accessPolicy } from "./access.js";
import { lacking } from "./holds.js";
import type { Policy } from "./Policy.js";

/** Roles: as users; and nobody makes, changes or takes away one that may more than himself. */
export const rolePolicy: Policy<Role> = {
  can: (actor, action, row) =>
    accessPolicy.can(actor, action, row) &&
    (action === "read" || !row || lacking(actor, row.permissions) === undefined),
  visible: () => undefined,
};
