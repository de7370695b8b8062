import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { email, instant, iso, line, phone } from "../app/door/wire.js";
import { accessPolicy } from "../app/policies/access.js";
import { RoleAssignment } from "../models/school/RoleAssignment.js";
import { User } from "../models/public/User.js";

/** A school's users. Made and changed by verbs: a user is three tables (user, staff profile, roles) and a password. */
export const users = defineResource({
  name: "users",
  model: User,
  policy: accessPolicy,
  answer: z.strictObject({
    email: email().nullable(),
    phone: phone().nullable(),
    firstName: line(),
    lastName: line(),
    status: z.enum(["active", "disabled"]),
    roleIds: z.array(z.uuid()),
    lastLoginAt: instant().nullable(),
  }),
  // `separate`: a second statement, since none may join a school's table with a public one (design.md 4).
  load: {
    include: [
      {
        model: RoleAssignment,
        as: "assignments",
        attributes: ["userId", "roleId"],
        separate: true,
        order: [["roleId", "ASC"]],
      },
    ],
  },
  present: (row) => ({
    email: row.email,
    phone: row.phone,
    firstName: row.firstName,
    lastName: row.lastName,
    status: row.status as never,
    roleIds: (row.assignments ?? []).map((assignment) => assignment.roleId),
    lastLoginAt: iso(row.lastLoginAt),
  }),
  sort: ["lastName", "firstName", "email"],
  defaultSort: "lastName",
  filters: { status: "equals", email: "equals" },
  search: nameSearch("firstName", "lastName", "email"),
  panel: { title: "lastName", beside: "email", list: ["roleIds", "status", "lastLoginAt"], group: "Settings" },
});
