import { Client } from "../../models/public/Client.js";
import { PlatformUser } from "../../models/public/PlatformUser.js";
import { withPlatform } from "../tenancy/scope.js";

/** What an installation holds: enough to tell a first run from any other. */
export function count(): Promise<{ clients: number; demoUsers: number }> {
  return withPlatform(
    async () => ({ clients: await Client.count(), demoUsers: await PlatformUser.count({ where: { demo: true } }) }),
    { readOnly: true },
  );
}
