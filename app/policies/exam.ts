import { Op } from "sequelize";
import type { Exam } from "../../models/school/Exam.js";
import { byCodes } from "./byCodes.js";
import { reachedClassSessions } from "./own.js";

/** Exams: a teacher sees those of own classes; who may enter marks is asked per subject by the sheet. */
export const examPolicy = byCodes<Exam>(
  {
    read: "marks.read",
    create: "structure.write",
    update: "structure.write",
    remove: "structure.write",
    enter: "marks.enter",
    reopen: "marks.lock",
  },
  (actor) => {
    const reached = reachedClassSessions(actor, "marks.read");
    return reached && { classSessionId: { [Op.in]: reached } };
  },
);
