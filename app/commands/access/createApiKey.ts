import { z } from "zod";
import { ApiKey } from "../../../models/public/ApiKey.js";
import { apiKeys } from "../../../resources/apiKeys.js";
import { newSchoolKey } from "../../crypto/apiKeys.js";
import { sha256 } from "../../crypto/keys.js";
import { answerSchema, present } from "../../door/answer.js";
import { verb } from "../../door/verb.js";
import { instant, line } from "../../door/wire.js";
import { fieldError, invalid } from "../../errors.js";
import { now } from "../../locale/clock.js";
import { isPermission } from "../../policies/permissions.js";
import { current } from "../../tenancy/context.js";
import { givesOnlyOwn } from "./giveRoles.js";

const permission = z.string().refine(isPermission, "is no permission of this school system");

/** Makes a key for other software, with no more than its maker holds; the key itself is answered this once. */
export const createApiKey = verb({
  name: "create-key",
  may: "users.manage",
  input: z.strictObject({
    name: line(100),
    permissions: z.array(permission).min(1).max(100),
    expiresAt: instant().nullable().optional(),
  }),
  answer: answerSchema(apiKeys).extend({ key: z.string() }),
  run: async ({ name, permissions, expiresAt }, actor) => {
    givesOnlyOwn(actor, permissions, (index) => `/permissions/${index}`);
    const until = expiresAt ? new Date(expiresAt) : null;
    if (until && until <= now()) throw invalid(fieldError("/expiresAt", "has passed already"));
    const { clientId, schema } = current();
    const key = newSchoolKey(schema);
    const values = { clientId, name, permissions: [...new Set(permissions)], expiresAt: until, keyHash: sha256(key) };
    return { ...present(apiKeys, await ApiKey.create(values)), key };
  },
});
