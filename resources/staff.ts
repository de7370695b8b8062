import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { nameSearch } from "../app/door/search.js";
import { line } from "../app/door/wire.js";
import { staffPolicy } from "../app/policies/staff.js";
import { Staff } from "../models/school/Staff.js";

const fields = {
  employeeNumber: line(40).nullable().optional(),
  title: line(20).nullable().optional(),
  initials: line(10).nullable().optional(),
};

/** Teacher profiles; id and name are the user's, made with the user. */
export const staff = defineResource({
  name: "staff",
  model: Staff,
  policy: staffPolicy,
  update: z.strictObject(fields).partial(),
  answer: z.strictObject({ ...fields, userId: z.uuid(), firstName: z.string(), lastName: z.string() }),
  present: (row) => ({
    userId: row.id,
    employeeNumber: row.employeeNumber,
    title: row.title,
    initials: row.initials,
    firstName: row.firstName,
    lastName: row.lastName,
  }),
  sort: ["lastName", "firstName"],
  defaultSort: "lastName",
  search: nameSearch("firstName", "lastName"),
  panel: { title: "lastName", list: ["lastName", "firstName", "title", "employeeNumber"], group: "School" },
});
