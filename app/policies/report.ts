import { Op } from "sequelize";
import type { Report } from "../../models/school/Report.js";
import { byCodes } from "./byCodes.js";

/** Ordered papers: with the permission for the whole school all of them, else one's own orders. */
export const reportPolicy = byCodes<Report>(
  { read: "reports.make", create: "reports.make", cancel: "reports.make", retry: "reports.make" },
  (actor) => (actor.reach("reports.make") === "school" ? undefined : { requestedBy: { [Op.eq]: actor.id } }),
);
