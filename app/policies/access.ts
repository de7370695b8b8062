import type { Model } from "sequelize";
import { byCodes } from "./byCodes.js";

/** Users, roles and keys: those who manage users. */
export const accessPolicy = byCodes<Model>({
  read: "users.manage",
  create: "users.manage",
  update: "users.manage",
  remove: "users.manage",
  password: "users.manage",
});
