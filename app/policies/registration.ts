import { Op } from "sequelize";
import type { Registration } from "../../models/school/Registration.js";
import { byCodes } from "./byCodes.js";
import { reachedClassSessions } from "./own.js";

/** Registrations: the office enrols and moves; a teacher sees those of own classes. */
export const registrationPolicy = byCodes<Registration>(
  {
    read: "students.read",
    create: "students.write",
    update: "students.write",
    move: "students.write",
    withdraw: "students.write",
    subjects: "students.write",
  },
  (actor) => {
    const reached = reachedClassSessions(actor, "students.read");
    return reached && { classSessionId: { [Op.in]: reached } };
  },
);
