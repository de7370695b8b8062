import { Op } from "sequelize";
import { User } from "../../../models/public/User.js";
import { Role } from "../../../models/school/Role.js";
import { RoleAssignment } from "../../../models/school/RoleAssignment.js";
import { problem } from "../../errors.js";

/**
 * Holds the roles that manage users until COMMIT: of two who would take the last manager away at once, the second waits
 * and then finds the first one's work. Call before a change, `someManagerStays` after it.
 */
export const holdManagers = (): Promise<Role[]> =>
  Role.findAll({ where: { permissions: { [Op.contains]: ["users.manage"] } as never }, order: ["id"], lock: true });

/** @throws 409 in_use when nobody active would be left who manages users */
export async function someManagerStays(): Promise<void> {
  const roles = await Role.findAll({ where: { permissions: { [Op.contains]: ["users.manage"] } as never } });
  const held = await RoleAssignment.findAll({ where: { roleId: roles.map(({ id }) => id) } });
  // Two statements: none joins a school's table with a public one (design.md 4).
  const active = await User.count({ where: { id: held.map(({ userId }) => userId), status: "active" } });
  if (!active) throw problem("in_use", "the last user who manages users stays");
}
