import type { SchoolKey } from "./types.js";

export { planSchool } from "./planSchool.js";
export type * from "./types.js";

/** The demonstration schools, in the order in which they are made. */
export const schoolKeys: readonly SchoolKey[] = ["gp", "ms"];

/** The platform's own demonstration login. */
export const platformAdmin = {
  email: "platform@example.test",
  firstName: "Platform",
  lastName: "Admin",
  roles: ["superadmin"],
} as const;
