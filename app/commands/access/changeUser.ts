import { z } from "zod";
import { RefreshToken } from "../../../models/public/RefreshToken.js";
import type { User } from "../../../models/public/User.js";
import { Staff } from "../../../models/school/Staff.js";
import { users } from "../../../resources/users.js";
import { atVersion } from "../../door/five.js";
import { verb } from "../../door/verb.js";
import { fieldError, invalid, problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { lacking } from "../../policies/holds.js";
import { passwordSchema } from "../clients/newClient.js";
import { addressIsFree, userFields } from "./createUser.js";
import { codesOf, giveRoles } from "./giveRoles.js";
import { holdManagers, someManagerStays } from "./managers.js";

const fields = z
  .strictObject({ ...userFields, status: z.enum(["active", "disabled"]), version: z.int().min(0) })
  .partial();
/** PATCH /users/:id: the verb's fields and, over REST only, a password (hashed between two scopes). */
export const changedUserSchema = fields.extend({ password: passwordSchema.optional() });

/** Whoever may change a user could become him (a new address, a new password): so nobody changes one who may more. */
async function mayChange(user: User, actor: Actor): Promise<void> {
  if (user.id !== actor.id && lacking(actor, await codesOf(user.id)) !== undefined)
    throw problem("forbidden", "this user may more than you");
}

/** Every session of a user ends: access tokens by the version, refresh tokens by their absence. */
async function endSessions(user: User): Promise<void> {
  user.tokenVersion += 1;
  await RefreshToken.destroy({ where: { userId: user.id } });
}

/** Changes a user. New roles or being disabled count from the next request on; somebody who manages users stays. */
export const changeUser = verb({
  name: "change",
  on: users,
  may: "update",
  input: fields,
  one: async (user, { version, roleIds, ...input }, actor) => {
    atVersion(user, version);
    await mayChange(user, actor);
    await holdManagers();
    user.set(input);
    if ((user.email ?? user.phone) === null)
      throw invalid(fieldError(input.email === null ? "/email" : "/phone", "an email or a phone is needed"));
    if (input.email || input.phone) await addressIsFree(user);
    const rolesChanged = roleIds !== undefined && (await giveRoles(user.id, roleIds, actor));
    const standing = rolesChanged || user.changed("status");
    if (standing) await endSessions(user);
    const renamed = user.changed("firstName") || user.changed("lastName");
    await user.save();
    if (renamed) {
      const profile = await Staff.findByPk(user.id, { paranoid: false });
      await profile?.update({ firstName: user.firstName, lastName: user.lastName });
    }
    if (standing) await someManagerStays();
  },
});

/** Sets another user's password, inside the school's scope: one's own goes by auth/change-password, which asks the old one. */
export async function setUserPassword(user: User, passwordHash: string, actor: Actor): Promise<void> {
  if (user.id === actor.id) throw invalid(fieldError("/password", "change your own with auth/change-password"));
  await mayChange(user, actor);
  user.passwordHash = passwordHash;
  await endSessions(user);
  await user.save();
}
