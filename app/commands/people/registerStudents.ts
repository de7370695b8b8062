import { z } from "zod";
import { Placement } from "../../../models/school/Placement.js";
import { Registration } from "../../../models/school/Registration.js";
import { Session } from "../../../models/school/Session.js";
import { Student } from "../../../models/school/Student.js";
import { classSessions } from "../../../resources/classSessions.js";
import { registrations } from "../../../resources/registrations.js";
import { students } from "../../../resources/students.js";
import { bulkCreate } from "../../audit/audited.js";
import { answerSchema, present } from "../../door/answer.js";
import { kept } from "../../door/kept.js";
import { underVisible } from "../../door/load.js";
import { verb } from "../../door/verb.js";
import { day } from "../../door/wire.js";
import { fieldError, invalid, problem, type FieldError } from "../../errors.js";
import { uuidv7 } from "../../ids.js";
import type { Actor } from "../../policies/Actor.js";
import { stillOpen } from "../structure/classSessions.js";
import { hasRoom } from "./capacity.js";
import { standsIn } from "./currentClass.js";
import { dayIn } from "./schoolDays.js";

/** POST class-sessions/:id/registrations: many students in one step, all or none; one registration a student and session. */
export const registerStudents = verb({
  name: "register",
  on: classSessions,
  may: "register",
  input: z.strictObject({
    studentIds: z.array(z.uuid()).min(1).max(500),
    on: day().optional(),
    overCapacity: z.boolean().optional(),
  }),
  answer: z.strictObject({ data: z.array(answerSchema(registrations)) }),
  one: async ({ id: classSessionId, sessionId }, { studentIds, on, overCapacity }, actor) => {
    const session = await Session.findByPk(sessionId, { rejectOnEmpty: true });
    stillOpen(session);
    const from = await dayIn(session, on);
    await registrable(studentIds, actor);
    await notYetIn(session, studentIds);
    await hasRoom(classSessionId, studentIds.length, overCapacity);
    const rows = studentIds.map((studentId) => ({ id: uuidv7(), studentId, sessionId, classSessionId }));
    await kept(Registration, () => bulkCreate(Registration, rows));
    await bulkCreate(
      Placement,
      rows.map(({ id }) => ({ registrationId: id, classSessionId, from })),
    );
    await standsIn(studentIds, sessionId, classSessionId);
    return { data: await presented(rows.map(({ id }) => id)) };
  },
});

/** Students there, seen by the actor and active; held until COMMIT, so that the same one is not registered twice at once. */
async function registrable(ids: string[], actor: Actor): Promise<void> {
  const found = await Student.findAll({
    where: underVisible(students as never, actor, { id: ids }),
    order: ["id"],
    lock: true,
  });
  const errors = ids.flatMap((id, index): FieldError[] => {
    const at = `/studentIds/${index}`;
    const student = found.find((one) => one.id === id);
    if (ids.indexOf(id) < index) return [fieldError(at, "stands here twice", "duplicate")];
    if (!student) return [fieldError(at, "leads to nothing", "unknown_reference")];
    return student.status === "active" ? [] : [fieldError(at, `is ${student.status}`, "not_active")];
  });
  if (errors.length) throw invalid(...errors);
}

async function notYetIn(session: Session, studentIds: string[]): Promise<void> {
  const there = await Registration.findAll({ where: { sessionId: session.id, studentId: studentIds } });
  if (!there.length) return;
  const errors = there.map(({ id, studentId }) =>
    fieldError(
      `/studentIds/${studentIds.indexOf(studentId)}`,
      `is registered in ${session.name} already: move it`,
      "duplicate",
      {
        registrationId: id,
      },
    ),
  );
  throw problem("duplicate", { detail: `${there.length} registered in ${session.name} already`, errors });
}

/** Registrations as they are answered, in the order of their ids. */
async function presented(ids: string[]) {
  const rows = await Registration.findAll({ where: { id: ids }, ...(registrations.load as object) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [present(registrations, row)] : [];
  });
}
