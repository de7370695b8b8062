import type { Model, ModelStatic } from "sequelize";
import { sequelize } from "../../app/database/connection.js";
import type { Form } from "./Form.js";
import type { Registration } from "./Registration.js";
import { fieldError, invalid, problem } from "../../app/errors.js";

/** Models by name: those that a rule counts rows of import the rule's own model. */
const named = <M extends Model>(name: string) => sequelize.model(name) as ModelStatic<M>;

/** A subject that a class has exams in, or that somebody of it chose, stays with the class. */
export async function classSubjectIsFree(row: Model): Promise<void> {
  const { classSessionId, subjectId } = row.get() as { classSessionId: string; subjectId: string };
  const chosen = async () => {
    const registered = await named<Registration>("Registration").findAll({
      where: { classSessionId },
      attributes: ["id"],
    });
    return named("RegistrationSubject").count({ where: { subjectId, registrationId: registered.map(({ id }) => id) } });
  };
  if ((await named("Exam").count({ where: { classSessionId, subjectId } })) || (await chosen()))
    throw problem("in_use");
}

/** A form leads to another one, and never back to itself. */
export async function formLeadsOn(row: Model): Promise<void> {
  if (!row.changed("nextFormId" as never)) return;
  const seen = new Set([row.get("id")]);
  for (let next = row.get("nextFormId") as string | null; next;) {
    if (seen.has(next)) throw invalid(fieldError("/nextFormId", "leads back to a form before it", "circle"));
    seen.add(next);
    next = (await named<Form>("Form").findByPk(next, { attributes: ["nextFormId"] }))?.nextFormId ?? null;
  }
}
