import { PlatformUser } from "../../models/public/PlatformUser.js";
import { User } from "../../models/public/User.js";
import { Role } from "../../models/school/Role.js";
import { RoleAssignment } from "../../models/school/RoleAssignment.js";
import { Staff } from "../../models/school/Staff.js";
import { addressIsFree } from "../commands/access/createUser.js";
import { kept } from "../door/kept.js";
import { fieldError, invalid, problem } from "../errors.js";
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

interface Changes {
  firstName?: string;
  lastName?: string;
  phone?: string | null;
}

/** Changes one's own name or phone, inside the accounts' scope; a teacher's profile has the same name. */
export async function changeMe(accounts: Accounts, userId: string | undefined, changes: Changes): Promise<void> {
  const user = userId === undefined ? null : await accounts.byId(userId, true);
  if (!user) throw problem("not_found");
  if (changes.phone === null && user.email === null)
    throw invalid(fieldError("/phone", "an email or a phone is needed"));
  Object.assign(user, changes);
  if (!(user instanceof User)) return void (await kept(PlatformUser, () => user.save()));
  await addressIsFree(user);
  await kept(User, () => user.save());
  const profile = await Staff.findByPk(user.id);
  await profile?.update({ firstName: user.firstName, lastName: user.lastName });
}
