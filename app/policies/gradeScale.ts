import type { GradeScale } from "../../models/school/GradeScale.js";
import { byCodes } from "./byCodes.js";

/** Grade scales: settings of the school. */
export const gradeScalePolicy = byCodes<GradeScale>({
  read: "structure.read",
  create: "settings.write",
  update: "settings.write",
  remove: "settings.write",
  adopt: "settings.write",
});
