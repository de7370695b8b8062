import { ClassSession } from "../../../models/school/ClassSession.js";
import { Registration } from "../../../models/school/Registration.js";
import { problem } from "../../errors.js";

/**
 * Room for `more` students in a class session. Its row is locked first, so that two who fill the last seat queue.
 * @throws 409 over_capacity unless that is wished
 */
export async function hasRoom(classSessionId: string, more: number, overCapacity = false): Promise<void> {
  const { capacity, name } = await ClassSession.findByPk(classSessionId, { lock: true, rejectOnEmpty: true });
  if (capacity === null || overCapacity) return;
  const taken = await Registration.count({ where: { classSessionId, status: "active" } });
  if (taken + more > capacity)
    throw problem("over_capacity", {
      detail: `${name} has ${capacity} seats, ${taken} are taken`,
      more: { capacity, taken },
    });
}
