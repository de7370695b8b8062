import type { Model } from "sequelize";
import type { WhereOptions } from "sequelize";
import type { PlatformApiKey } from "../../models/public/PlatformApiKey.js";
import type { Policy } from "./Policy.js";
import { onPlatform } from "./byCodes.js";

/** Schools (clients): read by all of the platform's people, written by operators and superadmins. */
export const clientPolicy = onPlatform<Model>({
  read: "platform.read",
  create: "schools.write",
  update: "schools.write",
  suspend: "schools.write",
  activate: "schools.write",
  export: "schools.write",
  clone: "schools.write",
  delete: "schools.write",
  restore: "schools.write",
});
export const domainPolicy = onPlatform<Model>({
  read: "platform.read",
  create: "domains.write",
  update: "domains.write",
  remove: "domains.write",
});
export const whatsappNumberPolicy = onPlatform<Model>({
  read: "platform.read",
  create: "numbers.write",
  update: "numbers.write",
  remove: "numbers.write",
});
/** Platform users are the superadmins' own. */
export const platformUserPolicy = onPlatform<Model>({
  read: "platform.read",
  create: "users.write",
  update: "users.write",
  remove: "users.write",
});
export const platformAuditPolicy = onPlatform<Model>({ read: "platform.read" });
/** Long work on schools. */
export const operationPolicy = onPlatform<Model>({ read: "platform.read", cancel: "schools.write" });
/** A global key is a superadmin's: each sees and ends only his own. */
export const platformApiKeyPolicy: Policy<PlatformApiKey> = {
  ...onPlatform<PlatformApiKey>({ read: "keys.write", create: "keys.write", remove: "keys.write" }),
  visible: (actor) => ({ userId: actor.id }) as WhereOptions,
};
