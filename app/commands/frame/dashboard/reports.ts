import { text } from "../../../database/connection.js";
import type { Actor } from "../../../policies/Actor.js";

const SHOWN = 5;

/** As reportPolicy says: with the permission for the whole school all orders, else one's own. */
export const ownReports = (actor: Actor): string =>
  actor.reach("reports.make") === "school" ? "" : ` AND p.requested_by = ${text(actor.id)}`;

/** The papers that were ordered last; progress is a count of the items, as the reports themselves tell it. */
export function lastReports(actor: Actor): Record<string, string> {
  if (!actor.may("reports.make")) return {};
  const items = (condition: string) => `(SELECT count(*) FROM report_items i WHERE i.report_id = p.id${condition})`;
  return {
    reports: `SELECT json_agg(o) FROM (SELECT p.id, p.kind, p.status, c.name AS "classSession", t.name AS term,
        ${items(" AND i.status = 'done'")} AS done, ${items("")} AS total, p.created_at AS "createdAt"
      FROM reports p LEFT JOIN class_sessions c ON c.id = p.class_session_id LEFT JOIN terms t ON t.id = p.term_id
     WHERE true${ownReports(actor)} ORDER BY p.created_at DESC, p.id DESC LIMIT ${SHOWN}) AS o`,
  };
}
