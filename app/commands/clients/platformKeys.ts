import { z } from "zod";
import { PlatformApiKey } from "../../../models/public/PlatformApiKey.js";
import { platformApiKeys } from "../../../resources/platformApiKeys.js";
import { newPlatformKey } from "../../crypto/apiKeys.js";
import { sha256 } from "../../crypto/keys.js";
import { answerSchema, present } from "../../door/answer.js";
import { verb } from "../../door/verb.js";
import { instant, line } from "../../door/wire.js";
import { PLATFORM_PERMISSIONS } from "../../policies/permissions.js";

const permission = z.enum(PLATFORM_PERMISSIONS.superadmin as unknown as [string, ...string[]]);

/** Makes a global key of the superadmin who asks; the key itself is answered this once. */
export const createPlatformKey = verb({
  name: "create-key",
  may: "keys.write",
  input: z.strictObject({
    name: line(100),
    permissions: z.array(permission).max(50).default([]),
    expiresAt: instant().nullable().optional(),
  }),
  answer: answerSchema(platformApiKeys).extend({ key: z.string() }),
  run: async ({ name, permissions, expiresAt }, actor) => {
    const key = newPlatformKey();
    const row = await PlatformApiKey.create({
      userId: actor.id,
      name,
      permissions,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      keyHash: sha256(key),
    });
    return { ...present(platformApiKeys, row), key };
  },
});
