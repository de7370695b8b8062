import { literal, Op } from "sequelize";
import type { Guardian } from "../../models/school/Guardian.js";
import { byCodes } from "./byCodes.js";
import { reachedStudents } from "./own.js";

/** Guardians: whoever may see a student may see who cares for the student. */
export const guardianPolicy = byCodes<Guardian>(
  {
    read: "students.read",
    create: "students.write",
    update: "students.write",
    remove: "students.write",
    restore: "students.write",
  },
  (actor) => {
    const reached = reachedStudents(actor, "students.read");
    return (
      reached && {
        id: {
          [Op.in]: literal(`(SELECT guardian_id FROM student_guardians WHERE student_id IN ${reached.val as string})`),
        },
      }
    );
  },
);
