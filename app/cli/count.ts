import { Client } from "../../models/public/Client.js";
import { PlatformSetting } from "../../models/public/PlatformSetting.js";
import { PlatformUser } from "../../models/public/PlatformUser.js";
import { withPlatform } from "../tenancy/scope.js";

/** What an installation holds: enough to tell a first run, and a seed that was cut off, from any other. */
export function count(): Promise<{ clients: number; demoUsers: number; seeded: boolean }> {
  return withPlatform(
    async () => ({
      clients: await Client.count(),
      demoUsers: await PlatformUser.count({ where: { demo: true } }),
      seeded: (await PlatformSetting.count({ where: { key: "demonstration" } })) > 0,
    }),
    { readOnly: true },
  );
}
