import { z } from "zod";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { Placement } from "../../../models/school/Placement.js";
import type { Registration } from "../../../models/school/Registration.js";
import { Session } from "../../../models/school/Session.js";
import { registrations } from "../../../resources/registrations.js";
import { ref } from "../../door/fields.js";
import { verb } from "../../door/verb.js";
import { day, prose } from "../../door/wire.js";
import { fieldError, invalid, problem } from "../../errors.js";
import { stillOpen } from "../structure/classSessions.js";
import { hasRoom } from "./capacity.js";
import { standsIn } from "./currentClass.js";
import { dayBefore, dayIn } from "./schoolDays.js";

/**
 * Puts a registration into another class of its session from a day on; what hung on it, stays. The placement before ends
 * the day before. One who had withdrawn comes back by the same way, into the old class too.
 */
export const moveRegistration = verb({
  name: "move",
  on: registrations,
  may: "move",
  input: z.strictObject({
    classSessionId: ref("class-sessions"),
    on: day().optional(),
    overCapacity: z.boolean().optional(),
  }),
  one: async (registration, { classSessionId, on, overCapacity }) => {
    if (registration.status === "completed") throw problem("invalid_transition", "the registration is completed");
    const session = await sessionOf(registration);
    const target = await ClassSession.findByPk(classSessionId, { rejectOnEmpty: true });
    if (target.sessionId !== session.id) throw invalid(fieldError("/classSessionId", "is a class of another session"));
    if (registration.status === "active" && registration.classSessionId === classSessionId)
      throw invalid(fieldError("/classSessionId", "is the class already"));
    const from = await dayIn(session, on);
    await hasRoom(classSessionId, 1, overCapacity);
    await place(registration, classSessionId, from);
    await registration.update({ classSessionId, status: "active", withdrawnOn: null, reason: null });
    await standsIn([registration.studentId], session.id, classSessionId);
  },
});

/** Ends a registration: the student leaves the session; marks stand. */
export const withdrawRegistration = verb({
  name: "withdraw",
  on: registrations,
  may: "withdraw",
  input: z.strictObject({ on: day().optional(), reason: prose(500).optional() }),
  confirm: "Withdraw this student from the session? Marks and attendance stay.",
  one: async (registration, { on, reason }) => {
    if (registration.status !== "active") throw problem("invalid_transition", `is ${registration.status}`);
    const session = await sessionOf(registration);
    const last = await dayIn(session, on);
    const open = await openPlacement(registration);
    if (open && last < open.from)
      throw invalid(fieldError("/on", `is before ${open.from}, the first day in the class`));
    await open?.update({ to: last });
    await registration.update({ status: "withdrawn", withdrawnOn: last, reason: reason ?? null });
    await standsIn([registration.studentId], session.id, null);
  },
});

async function sessionOf({ sessionId }: Registration): Promise<Session> {
  const session = await Session.findByPk(sessionId, { rejectOnEmpty: true });
  stillOpen(session);
  return session;
}

const openPlacement = ({ id }: Registration) => Placement.findOne({ where: { registrationId: id, to: null } });

/** Opens a placement from a day on and ends the one before; of a day without a night in between only the later stays. */
async function place(registration: Registration, classSessionId: string, from: string): Promise<void> {
  const [last] = await Placement.findAll({
    where: { registrationId: registration.id },
    order: [["from", "DESC"]],
    limit: 1,
  });
  if (last && (last.to === null ? from < last.from : from <= last.to))
    throw invalid(fieldError("/on", `is not after ${last.to ?? last.from}, a day in the class before`));
  if (last?.to === null && last.from === from) {
    await last.update({ classSessionId });
    return;
  }
  if (last?.to === null) await last.update({ to: dayBefore(from) });
  await Placement.create({ registrationId: registration.id, classSessionId, from });
}
