import { Op } from "sequelize";
import { z } from "zod";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { User } from "../../../models/public/User.js";
import { AuditEntry } from "../../../models/school/AuditEntry.js";
import { Report } from "../../../models/school/Report.js";
import { Staff } from "../../../models/school/Staff.js";
import { StoredFile } from "../../../models/school/StoredFile.js";
import { Student } from "../../../models/school/Student.js";
import { instant } from "../../door/wire.js";
import { problem } from "../../errors.js";
import { now } from "../../locale/clock.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";

export const schoolStatsSchema = z.strictObject({
  students: z.int(),
  staff: z.int(),
  storageBytes: z.int(),
  messages30d: z.int(),
  reports30d: z.int(),
  lastActivityAt: instant().nullable(),
  schemaLevel: z.string().nullable(),
});

const DAYS_30 = 30 * 86_400_000;
/** WhatsApp took them; what waits, failed or was called off did not leave. */
const LEFT = ["accepted", "sent", "delivered", "read"];

/**
 * What a school uses: active students, profiles of staff, bytes of stored files, messages that left and reports ordered in
 * the last 30 days; when its own people last signed in or changed something. In the school's own scope, where the platform's
 * role sees no row: call it outside of any.
 * @throws 503 for a school without a schema yet, or on the move
 */
export async function schoolStats(client: KnownClient): Promise<z.output<typeof schoolStatsSchema>> {
  if (client.status !== "active" && client.status !== "suspended")
    throw problem("client_unavailable", { headers: { "Retry-After": "5" } });
  const since = new Date(now().getTime() - DAYS_30);
  return withTenant(
    client,
    async () => ({
      students: await Student.count({ where: { status: "active" } }),
      staff: await Staff.count(),
      storageBytes: Number((await StoredFile.sum("bytes")) ?? 0),
      messages30d: await OutboxMessage.count({
        where: { channel: "whatsapp", state: LEFT, createdAt: { [Op.gte]: since } },
      }),
      reports30d: await Report.count({ where: { createdAt: { [Op.gte]: since } } }),
      lastActivityAt: await lastActivity(),
      schemaLevel: client.schemaLevel,
    }),
    { readOnly: true },
  );
}

/** The platform's visits and the system's own jobs are no activity of the school's. */
async function lastActivity(): Promise<string | null> {
  const signedIn = await User.max<Date | null, User>("lastLoginAt");
  const change = await AuditEntry.findOne({
    where: { actorKind: ["user", "key"], impersonatorId: null },
    order: [["at", "DESC"]],
    attributes: ["at"],
  });
  const times = [signedIn, change?.at].filter((one) => one instanceof Date).map((one) => one.getTime());
  return times.length ? new Date(Math.max(...times)).toISOString() : null;
}
