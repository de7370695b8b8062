import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { rolePolicy } from "../app/policies/role.js";
import { isPermission } from "../app/policies/permissions.js";
import { Role } from "../models/school/Role.js";

/** What one writes of a role. */
export const roleFields = {
  name: line(100),
  permissions: z.array(z.string().refine(isPermission, "is no permission of this school system")).max(200),
};

/** Roles: named sets of permission codes; changed by a verb, since somebody who manages users must stay. */
export const roles = defineResource({
  name: "roles",
  model: Role,
  policy: rolePolicy,
  create: z.strictObject(roleFields),
  answer: z.strictObject({ ...roleFields, preset: z.string().nullable() }),
  present: (row) => ({ name: row.name, permissions: row.permissions, preset: row.preset }),
  sort: ["name"],
  defaultSort: "name",
  search: nameSearch("name"),
  panel: { title: "name", list: ["preset"], group: "Settings" },
});
