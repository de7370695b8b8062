import type { Model } from "sequelize";
import { fieldError, invalid, problem } from "../../app/errors.js";

/** A subject that a class has exams in, or that somebody of it chose, stays with the class. */
export async function classSubjectIsFree(row: Model): Promise<void> {
  const { Exam, Registration, RegistrationSubject } = await import("../index.js");
  const { classSessionId, subjectId } = row.get() as { classSessionId: string; subjectId: string };
  const chosen = async () => {
    const registered = await Registration.findAll({ where: { classSessionId }, attributes: ["id"] });
    return RegistrationSubject.count({ where: { subjectId, registrationId: registered.map(({ id }) => id) } });
  };
  if ((await Exam.count({ where: { classSessionId, subjectId } })) || (await chosen())) throw problem("in_use");
}

/** A form leads to another one, and never back to itself. */
export async function formLeadsOn(row: Model): Promise<void> {
  const { Form } = await import("../index.js");
  if (!row.changed("nextFormId" as never)) return;
  const seen = new Set([row.get("id")]);
  for (let next = row.get("nextFormId") as string | null; next; ) {
    if (seen.has(next)) throw invalid(fieldError("/nextFormId", "leads back to a form before it", "circle"));
    seen.add(next);
    next = (await Form.findByPk(next, { attributes: ["nextFormId"] }))?.nextFormId ?? null;
  }
}
