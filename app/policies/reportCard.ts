import { Op } from "sequelize";
import type { ReportCard } from "../../models/school/ReportCard.js";
import { byCodes } from "./byCodes.js";
import { reachedClassSessions } from "./own.js";

/** Report cards: as results; only publication makes them, only the head revokes. */
export const reportCardPolicy = byCodes<ReportCard>(
  { read: "results.read", revoke: "results.publish", make: "reports.make" },
  (actor) => {
    const reached = reachedClassSessions(actor, "results.read");
    return reached && { classSessionId: { [Op.in]: reached } };
  },
);
