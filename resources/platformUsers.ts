import { Op } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { email, instant, iso, line, phone, yesNo } from "../app/door/wire.js";
import { PLATFORM_ROLES } from "../app/policies/permissions.js";
import { platformUserPolicy } from "../app/policies/platform.js";
import { PlatformUser } from "../models/public/PlatformUser.js";

const fields = {
  email: email(),
  phone: phone().nullable().optional(),
  firstName: line(),
  lastName: line(),
  role: z.enum(PLATFORM_ROLES),
  status: z.enum(["active", "disabled"]),
};

/** The platform's people. Made and changed by verbs: passwords are hashed outside of the scope. */
export const platformUsers = defineResource({
  name: "platform-users",
  model: PlatformUser,
  policy: platformUserPolicy,
  answer: z.strictObject({ ...fields, lastLoginAt: instant().nullable() }),
  present: (row) => ({
    email: row.email,
    phone: row.phone,
    firstName: row.firstName,
    lastName: row.lastName,
    role: row.role as never,
    status: row.status as never,
    lastLoginAt: iso(row.lastLoginAt),
  }),
  sort: ["lastName", "email"],
  defaultSort: "lastName",
  filters: { role: "equals", status: "equals" },
  moreFilters: {
    neverSignedIn: {
      value: yesNo(),
      where: (yes: boolean) => ({ lastLoginAt: yes ? null : { [Op.ne]: null } }) as never,
    },
  },
  search: nameSearch("firstName", "lastName", "email"),
  panel: { title: "email", beside: "email", list: ["role", "status", "lastLoginAt"], group: "Platform" },
});
