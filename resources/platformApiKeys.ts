import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { instant, iso, line } from "../app/door/wire.js";
import { platformApiKeyPolicy } from "../app/policies/platform.js";
import { PlatformApiKey } from "../models/public/PlatformApiKey.js";

/** Global keys: each a superadmin's own; it names its school by X-Schema-Name. */
export const platformApiKeys = defineResource({
  name: "platform-api-keys",
  model: PlatformApiKey,
  policy: platformApiKeyPolicy,
  answer: z.strictObject({
    name: line(100),
    permissions: z.array(z.string()),
    expiresAt: instant().nullable(),
    lastUsedAt: instant().nullable(),
  }),
  present: (row) => ({
    name: row.name,
    permissions: row.permissions,
    expiresAt: iso(row.expiresAt),
    lastUsedAt: iso(row.lastUsedAt),
  }),
  sort: ["name"],
  defaultSort: "name",
});
