import { col, fn, Op, where } from "sequelize";
import { User } from "../../../models/public/User.js";
import { Role } from "../../../models/school/Role.js";
import { RoleAssignment } from "../../../models/school/RoleAssignment.js";
import { fieldError, invalid } from "../../errors.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";

interface Wanted {
  userId?: string | undefined;
  role?: string | undefined;
}

/**
 * The school's user to act as: by id, or by a role's name the one who has been there longest; without either the
 * longest-standing one who manages users, so its first administrator, whatever his role is called by now.
 */
export function whomToActAs(client: KnownClient, { userId, role }: Wanted): Promise<{ id: string; name: string }> {
  return withTenant(
    client,
    async () => {
      const ids = userId === undefined ? await holders(role) : [userId];
      const user = await User.findOne({
        where: { id: ids, status: "active" },
        order: [
          ["createdAt", "ASC"],
          ["id", "ASC"],
        ],
      });
      if (user) return { id: user.id, name: `${user.firstName} ${user.lastName}` };
      const at = role === undefined ? "/userId" : "/role";
      throw invalid(
        userId === undefined && role === undefined
          ? fieldError(at, "the school has no active administrator: say as whom")
          : fieldError(at, "no active user of this school"),
      );
    },
    { readOnly: true },
  );
}

/** Two statements, and users in a third: none joins a school's table with a public one (design.md 4). */
async function holders(role: string | undefined): Promise<string[]> {
  const managing = { permissions: { [Op.contains]: ["users.manage"] } as never };
  const named = where(fn("lower", col("name")), (role ?? "").toLowerCase());
  const roles = await Role.findAll({ where: role === undefined ? managing : named, attributes: ["id"] });
  const held = await RoleAssignment.findAll({ where: { roleId: roles.map(({ id }) => id) }, attributes: ["userId"] });
  return held.map(({ userId }) => userId);
}
