import { Op } from "sequelize";
import type { Student } from "../../models/school/Student.js";
import { byCodes } from "./byCodes.js";
import { reachedStudents } from "./own.js";

/** Students: a teacher sees those of own classes; sensitive facts need a permission of their own. */
export const studentPolicy = byCodes<Student>(
  {
    read: "students.read",
    create: "students.write",
    update: "students.write",
    remove: "students.write",
    restore: "students.write",
    withdraw: "students.write",
    sensitive: "students.sensitive",
    erase: "students.erase",
  },
  (actor) => {
    const reached = reachedStudents(actor, "students.read");
    return reached && { id: { [Op.in]: reached } };
  },
);
