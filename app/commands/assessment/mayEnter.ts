import { Op } from "sequelize";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import type { Exam } from "../../../models/school/Exam.js";
import { problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { reachedClassSessions } from "../../policies/own.js";

/** Refuses (403) whoever may not enter an exam's marks: all of the school's, of his forms, or as the subject's teacher. */
export async function mayEnter(actor: Actor, exam: Exam): Promise<void> {
  const reach = actor.reach("marks.enter");
  if (reach === "school") return;
  const teaches = { classSessionId: exam.classSessionId, subjectId: exam.subjectId, teacherId: actor.id };
  if (reach === "own" && (await ClassSessionSubject.count({ where: teaches }))) return;
  const reached = reachedClassSessions(actor, "marks.enter");
  const within = { [Op.and]: [{ id: exam.classSessionId }, { id: { [Op.in]: reached } }] };
  if (reach === "form" && reached && (await ClassSession.count({ where: within as never }))) return;
  throw problem("forbidden");
}
