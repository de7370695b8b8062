import type { Model } from "sequelize";
import type * as all from "../index.js";

type Models = Pick<typeof all, "ClassSession" | "ClassSessionSubject" | "ExamSession" | "Mark" | "Session" | "Term">;

/** The models that a row's rule asks beside its own: by Sequelize's registry, since files that import each other are a knot. */
export function siblingsOf(row: Model): Models {
  return row.sequelize.models as unknown as Models;
}
