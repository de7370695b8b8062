import { Op, type WhereOptions } from "sequelize";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { Registration } from "../../../models/school/Registration.js";
import { problem } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { who } from "../../policies/Actor.js";
import { reachedClassSessions } from "../../policies/own.js";

/** A class session whose results the actor may read; 404 for any other. */
export async function reachedClassSession(id: unknown): Promise<ClassSession> {
  if (!isUuid(id)) throw problem("not_found");
  const reached = reachedClassSessions(who(), "results.read");
  const found = await ClassSession.findOne({
    where: { [Op.and]: [{ id }, reached ? { id: { [Op.in]: reached } } : {}] } as WhereOptions,
  });
  if (!found) throw problem("not_found");
  return found;
}

/** A registration whose results the actor may read. */
export async function reachedRegistration(id: unknown): Promise<Registration> {
  const registration = isUuid(id) ? await Registration.findByPk(id) : null;
  if (!registration) throw problem("not_found");
  await reachedClassSession(registration.classSessionId);
  return registration;
}
