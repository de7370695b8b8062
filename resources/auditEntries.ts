import { Op } from "sequelize";
import { z } from "zod";
import { defineResource, type MoreFilter } from "../app/door/define.js";
import { instant } from "../app/door/wire.js";
import { auditEntryPolicy } from "../app/policies/auditEntry.js";
import { platformAuditPolicy } from "../app/policies/platform.js";
import { PlatformAuditEntry } from "../models/public/PlatformAuditEntry.js";
import { AuditEntry } from "../models/school/AuditEntry.js";

const values = z.record(z.string(), z.unknown()).nullable();
const answer = z.strictObject({
  at: instant(),
  actor: z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), impersonatorId: z.string().optional() }),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  before: values,
  after: values,
  requestId: z.string().nullable(),
  // A trail is only added to: its stamps are its one instant.
  createdAt: instant(),
  updatedAt: instant(),
});

const present = (row: AuditEntry | PlatformAuditEntry): z.input<typeof answer> => ({
  at: row.at.toISOString(),
  actor: {
    id: row.actorId,
    name: row.actorName,
    kind: row.actorKind,
    ...(row.impersonatorId ? { impersonatorId: row.impersonatorId } : {}),
  },
  action: row.action,
  entity: row.entity,
  entityId: row.entityId,
  before: row.before,
  after: row.after,
  requestId: row.requestId,
  createdAt: row.at.toISOString(),
  updatedAt: row.at.toISOString(),
});

const when = z.union([instant(), z.iso.date()]).transform((text) => new Date(text));
// A day as the end means the whole day, an instant itself: the first moment after it is where the list ends.
const upTo = z
  .union([instant(), z.iso.date()])
  .transform((text) => new Date(new Date(text).getTime() + (text.length === 10 ? 86_400_000 : 1)));
const moreFilters = {
  actorId: { value: z.string().max(60), where: (value: string) => ({ actorId: value }) },
  from: { value: when, where: (value: Date) => ({ at: { [Op.gte]: value } }) },
  to: { value: upTo, where: (value: Date) => ({ at: { [Op.lt]: value } }) },
} satisfies Record<string, MoreFilter<AuditEntry>>;

/** A school's trail. */
export const auditEntries = defineResource({
  name: "audit",
  model: AuditEntry,
  policy: auditEntryPolicy,
  answer,
  present,
  sort: ["at"],
  defaultSort: "-at",
  filters: { entity: "equals", entityId: "equals", action: "equals" },
  moreFilters,
  panel: { title: "entity", beside: "action", list: ["at", "actor"], group: "Settings" },
});

/** The platform's trail. */
export const platformAudit = defineResource({
  name: "platform-audit",
  model: PlatformAuditEntry,
  policy: platformAuditPolicy,
  answer,
  present,
  sort: ["at"],
  defaultSort: "-at",
  filters: { entity: "equals", entityId: "equals", action: "equals" },
  moreFilters: moreFilters as never,
  panel: { title: "entity", beside: "action", list: ["at", "actor"], group: "Platform" },
});
