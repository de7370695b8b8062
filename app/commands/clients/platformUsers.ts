import { z } from "zod";
import { PlatformUser } from "../../../models/public/PlatformUser.js";
import { platformUsers } from "../../../resources/platformUsers.js";
import { hashPassword } from "../../crypto/passwords.js";
import { present } from "../../door/answer.js";
import { atVersion } from "../../door/five.js";
import { kept } from "../../door/kept.js";
import { verb } from "../../door/verb.js";
import { email, line, phone } from "../../door/wire.js";
import { problem } from "../../errors.js";
import { actAs, type Actor } from "../../policies/Actor.js";
import { PLATFORM_ROLES } from "../../policies/permissions.js";
import { withPlatform } from "../../tenancy/scope.js";
import { passwordSchema } from "./newClient.js";

const fields = {
  email: email(),
  phone: phone().nullable().optional(),
  firstName: line(),
  lastName: line(),
  role: z.enum(PLATFORM_ROLES),
};
export const newPlatformUserSchema = z.strictObject({ ...fields, password: passwordSchema });

/** Adds a platform user; the password is hashed before the scope opens. */
export async function createPlatformUser(
  { password, ...values }: z.output<typeof newPlatformUserSchema>,
  actor: Actor,
  demo = false,
) {
  const passwordHash = await hashPassword(password);
  return withPlatform(async () => {
    actAs(actor);
    return present(
      platformUsers,
      await kept(PlatformUser, () => PlatformUser.create({ ...values, passwordHash, demo })),
    );
  });
}

/** Changes a platform user; a new role or standing ends the sessions. The last active superadmin stays one. */
export const changePlatformUser = verb({
  name: "change",
  on: platformUsers,
  may: "update",
  input: z.strictObject({ ...fields, status: z.enum(["active", "disabled"]), version: z.int() }).partial(),
  one: async (user, { version, ...input }) => {
    atVersion(user, version);
    const loses =
      user.role === "superadmin" &&
      ((input.role !== undefined && input.role !== "superadmin") || input.status === "disabled");
    const others = loses
      ? await PlatformUser.findAll({ where: { role: "superadmin", status: "active" }, lock: true })
      : [];
    if (loses && !others.some((other) => other.id !== user.id)) throw problem("in_use", "the last superadmin stays");
    user.set(input);
    if (user.changed("role") || user.changed("status")) user.tokenVersion += 1;
    await user.save();
  },
});
