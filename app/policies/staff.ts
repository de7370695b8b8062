import type { Staff } from "../../models/school/Staff.js";
import { byCodes } from "./byCodes.js";

/** Staff profiles: names are no secret within the school; whoever manages users changes them. */
export const staffPolicy = byCodes<Staff>({
  read: "structure.read",
  create: "users.manage",
  update: "users.manage",
  remove: "users.manage",
  restore: "users.manage",
});
