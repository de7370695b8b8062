import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { instant, iso, line } from "../app/door/wire.js";
import { accessPolicy } from "../app/policies/access.js";
import { ApiKey } from "../models/public/ApiKey.js";

/** A school's keys for other software; the key itself is answered once, by the verb that makes it. */
export const apiKeys = defineResource({
  name: "api-keys",
  model: ApiKey,
  policy: accessPolicy,
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
  panel: { title: "name", list: ["expiresAt", "lastUsedAt"], group: "Settings" },
});
