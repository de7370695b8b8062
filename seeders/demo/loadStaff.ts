import { User } from "../../models/public/User.js";
import { Preference } from "../../models/school/Preference.js";
import { Role } from "../../models/school/Role.js";
import { RoleAssignment } from "../../models/school/RoleAssignment.js";
import { Staff } from "../../models/school/Staff.js";
import { current } from "../../app/tenancy/context.js";
import type { Ids } from "./Ids.js";
import type { SchoolPlan } from "./plan/types.js";

/** The three logins of a demonstration school; the head is there already as the first administrator. All are demo users. */
export async function loadStaff({ staff }: SchoolPlan, ids: Ids, passwordHash: string): Promise<void> {
  const roles = new Map((await Role.findAll()).map((role) => [role.preset, role.id]));
  for (const person of staff) {
    const { email, firstName, lastName, title, initials } = person;
    const known = await User.findOne({ where: { email } });
    const user =
      known ??
      (await User.create({ clientId: current().clientId, email, firstName, lastName, passwordHash, demo: true }));
    if (known) await known.update({ demo: true });
    // The README is in English, and so is the panel of whoever follows it; preferences or the sign-in page change that.
    const english = await Preference.findOne({ where: { userId: user.id } });
    if (!english) await Preference.create({ userId: user.id, value: { language: "en" } });
    ids.set("staff", person.key, user.id);
    const profile = (await Staff.findByPk(user.id)) ?? Staff.build({ id: user.id, firstName, lastName });
    await profile.set({ title, initials }).save();
    const held = new Set(
      (await RoleAssignment.findAll({ where: { userId: user.id } })).map((assignment) => assignment.roleId),
    );
    for (const preset of person.roles) {
      const roleId = roles.get(preset);
      if (roleId !== undefined && !held.has(roleId)) await RoleAssignment.create({ userId: user.id, roleId });
    }
  }
}
