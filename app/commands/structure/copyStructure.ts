import { z } from "zod";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import { SchoolClass } from "../../../models/school/SchoolClass.js";
import { sessions } from "../../../resources/sessions.js";
import { bulkCreate } from "../../audit/audited.js";
import { ref } from "../../door/fields.js";
import { verb } from "../../door/verb.js";
import { fieldError, invalid } from "../../errors.js";
import { uuidv7 } from "../../ids.js";
import { stillOpen } from "./classSessions.js";

/**
 * Takes classes with their teachers, capacities and subjects over from another session; classes that are here already
 * stand as they are, archived ones stay behind. Terms have their own days each year and are not copied.
 */
export const copyStructure = verb({
  name: "copy-structure",
  on: sessions,
  may: "update",
  input: z.strictObject({ fromSessionId: ref("sessions") }),
  answer: z.strictObject({ classSessions: z.int(), subjects: z.int(), alreadyThere: z.int() }),
  one: async (session, { fromSessionId }) => {
    stillOpen(session);
    if (fromSessionId === session.id) throw invalid(fieldError("/fromSessionId", "is this session itself"));
    const from = await ClassSession.findAll({
      where: { sessionId: fromSessionId },
      include: [{ model: SchoolClass, as: "class", where: { archivedAt: null }, attributes: ["name"] }],
      order: ["id"],
    });
    const here = await ClassSession.findAll({ where: { sessionId: session.id }, attributes: ["classId"] });
    const missing = from.filter(({ classId }) => !here.some((one) => one.classId === classId));
    const ids = new Map(missing.map(({ id }) => [id, uuidv7()]));
    await bulkCreate(
      ClassSession,
      missing.map((row) => ({
        id: ids.get(row.id),
        sessionId: session.id,
        classId: row.classId,
        name: row.class?.name ?? row.name,
        classTeacherId: row.classTeacherId,
        capacity: row.capacity,
      })),
    );
    const subjects = await ClassSessionSubject.findAll({ where: { classSessionId: [...ids.keys()] }, order: ["id"] });
    await bulkCreate(
      ClassSessionSubject,
      subjects.map(({ classSessionId, subjectId, teacherId, elective }) => ({
        classSessionId: ids.get(classSessionId) ?? "",
        subjectId,
        teacherId,
        elective,
      })),
    );
    return { classSessions: missing.length, subjects: subjects.length, alreadyThere: from.length - missing.length };
  },
});
