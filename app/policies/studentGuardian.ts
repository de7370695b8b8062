import { Op } from "sequelize";
import type { StudentGuardian } from "../../models/school/StudentGuardian.js";
import { byCodes } from "./byCodes.js";
import { reachedStudents } from "./own.js";

/** Who cares for whom: as the student. */
export const studentGuardianPolicy = byCodes<StudentGuardian>(
  { read: "students.read", create: "students.write", update: "students.write", remove: "students.write" },
  (actor) => {
    const reached = reachedStudents(actor, "students.read");
    return reached && { studentId: { [Op.in]: reached } };
  },
);
