import { AuditEntry } from "../../models/school/AuditEntry.js";
import type { School } from "../support/schools.js";

/** What the trail of a school says of one row, oldest first. */
export async function trailOf(school: School, entityId: string) {
  const rows = await school.inside(() => AuditEntry.findAll({ where: { entityId }, order: [["id", "ASC"]] }));
  return rows.map(({ action, entity, before, after, actorId, actorName }) => ({
    action,
    entity,
    before,
    after,
    actorId,
    actorName,
  }));
}
