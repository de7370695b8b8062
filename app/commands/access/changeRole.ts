import { z } from "zod";
import { roleFields, roles } from "../../../resources/roles.js";
import { atVersion } from "../../door/five.js";
import { verb } from "../../door/verb.js";
import { givesOnlyOwn } from "./giveRoles.js";
import { holdManagers, someManagerStays } from "./managers.js";

/** Changes a role; its holders have the new permissions from their next request on. */
export const changeRole = verb({
  name: "change",
  on: roles,
  may: "update",
  input: z.strictObject({ ...roleFields, version: z.int().min(0) }).partial(),
  one: async (role, { version, ...input }, actor) => {
    atVersion(role, version);
    await holdManagers();
    const { permissions } = input;
    if (permissions) givesOnlyOwn(actor, permissions, (index) => `/permissions/${index}`);
    role.set(input);
    await role.save();
    if (permissions) await someManagerStays();
  },
});
