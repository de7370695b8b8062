import { Op } from "sequelize";
import { z } from "zod";
import { User } from "../../../models/public/User.js";
import { Staff } from "../../../models/school/Staff.js";
import { users } from "../../../resources/users.js";
import { present } from "../../door/answer.js";
import { kept } from "../../door/kept.js";
import { one } from "../../door/load.js";
import { email, line, phone } from "../../door/wire.js";
import { fieldError, problem } from "../../errors.js";
import { who } from "../../policies/Actor.js";
import { current } from "../../tenancy/context.js";
import { passwordSchema } from "../clients/newClient.js";
import { giveRoles } from "./giveRoles.js";

/** What one writes of a user (api.md 6), without the password. */
export const userFields = {
  email: email().nullable().optional(),
  phone: phone().nullable().optional(),
  firstName: line(),
  lastName: line(),
  roleIds: z.array(z.uuid()).max(50),
};

export const newUserSchema = z
  .strictObject({ ...userFields, status: z.enum(["active", "disabled"]).optional(), password: passwordSchema })
  .refine(({ email, phone }) => (email ?? phone) != null, {
    path: ["email"],
    message: "an email or a phone is needed",
  });

/**
 * Refuses an email or phone that another user of the school has, and names it. The unique index has the last word, but
 * PostgreSQL keeps its detail back on tables with row-level security.
 */
export async function addressIsFree({ id, email, phone }: Pick<User, "id" | "email" | "phone">): Promise<void> {
  for (const [name, value] of Object.entries({ email, phone })) {
    if (value == null || !(await User.count({ where: { [name]: value, id: { [Op.ne]: id } } }))) continue;
    throw problem("duplicate", {
      detail: `${name}: taken already`,
      errors: [fieldError(`/${name}`, "is taken already", "duplicate")],
    });
  }
}

/** Makes a user with the profile of a member of staff and roles, inside the school's scope; the hash comes from outside. */
export async function createUser(
  { password: _, roleIds, ...values }: z.output<typeof newUserSchema>,
  passwordHash: string,
) {
  const { firstName, lastName } = values;
  const user = User.build({ ...values, clientId: current().clientId, passwordHash });
  await addressIsFree(user);
  await kept(User, () => user.save());
  await Staff.create({ id: user.id, firstName, lastName });
  await giveRoles(user.id, roleIds, who());
  return present(users, (await one(users as never, user.id)) as User);
}
