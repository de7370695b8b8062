import { PlatformUser } from "../../models/public/PlatformUser.js";
import { Role } from "../../models/school/Role.js";
import { RoleAssignment } from "../../models/school/RoleAssignment.js";
import { Staff } from "../../models/school/Staff.js";
import { problem } from "../errors.js";
import { PLATFORM_PERMISSIONS, type PlatformRole } from "../policies/permissions.js";
import type { Accounts } from "./accounts.js";

/** A user as he sees himself, inside the accounts' scope. Keys have no self. */
export async function meOf(accounts: Accounts, userId: string | undefined) {
  const user = userId === undefined ? null : await accounts.byId(userId);
  if (!user) throw problem("not_found");
  const { id, email, phone, firstName, lastName } = user;
  const base = { id, email, phone, firstName, lastName };
  if (user instanceof PlatformUser) {
    return {
      ...base,
      roles: [{ id: user.role, name: user.role }],
      permissions: [...PLATFORM_PERMISSIONS[user.role as PlatformRole]],
    };
  }
  const held = await RoleAssignment.findAll({ where: { userId: id }, include: [{ model: Role, as: "role" }] });
  const roles = held.map(({ role }) => ({ id: role?.id ?? "", name: role?.name ?? "" }));
  const permissions = [...new Set(held.flatMap(({ role }) => role?.permissions ?? []))].sort();
  const staff = await Staff.findByPk(id, { attributes: ["id", "employeeNumber", "title", "initials"] });
  const profile = staff
    ? { staff: { id: staff.id, employeeNumber: staff.employeeNumber, title: staff.title, initials: staff.initials } }
    : {};
  return { ...base, roles, permissions, ...profile };
}
