import { Op } from "sequelize";
import { z } from "zod";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ExamSession } from "../../../models/school/ExamSession.js";
import { Publication } from "../../../models/school/Publication.js";
import { Registration } from "../../../models/school/Registration.js";
import { ResultSnapshot } from "../../../models/school/ResultSnapshot.js";
import { Term } from "../../../models/school/Term.js";
import { problem } from "../../errors.js";
import { formOfClass } from "./gather.js";
import { compute, rowOf } from "./results.js";
import { resultRowSchema, scaleShown, type ResultRowWire } from "./resultsShape.js";

const term = z.strictObject({ id: z.uuid(), name: z.string(), number: z.int() });
export const registrationResultSchema = z.strictObject({
  term,
  published: z.boolean(),
  ...scaleShown,
  ...resultRowSchema.shape,
});
/** GET students/:id/results, for staff: published terms from their snapshots, open ones as they stand. */
export const studentResultsSchema = z.strictObject({ data: z.array(registrationResultSchema) });

/** One registration's row in a term: frozen where the term is published, else computed now. */
export async function registrationResult(
  registration: Registration,
  found: Term,
): Promise<z.input<typeof registrationResultSchema>> {
  const head = { term: { id: found.id, name: found.name, number: found.number } };
  const frozen = await frozenRow(registration.id, found.id);
  if (frozen) return { ...head, published: true, ...frozen };
  const classSession = await ClassSession.findByPk(registration.classSessionId, { rejectOnEmpty: true });
  const computed = await compute(await formOfClass(classSession), found, { only: [classSession.id] });
  const row = computed.classes
    .flatMap((one) => one.rows)
    .find((candidate) => candidate.registrationId === registration.id);
  if (!row) throw problem("not_found");
  const { shownOutOf, decimals } = computed.settings;
  return { ...head, published: false, shownOutOf, decimals, ...rowOf(row, computed) };
}

type FrozenRow = ResultRowWire & { shownOutOf: number; decimals: number };

/** The row of the current publication, with the scale it was shown on that day. */
async function frozenRow(registrationId: string, termId: string): Promise<FrozenRow | undefined> {
  const publication = await Publication.findOne({ where: { kind: "term", termId, status: "current" } });
  if (!publication) return undefined;
  const snapshot = await ResultSnapshot.findOne({ where: { publicationId: publication.id, registrationId } });
  if (!snapshot) return undefined;
  const { row, settings } = snapshot.data as { row: ResultRowWire; settings: FrozenRow };
  return { ...row, shownOutOf: settings.shownOutOf, decimals: settings.decimals };
}

/** All of a student's results, newest term first: terms in which the school has exam sessions. */
export async function studentResults(studentId: string): Promise<z.input<typeof studentResultsSchema>> {
  const registrations = await Registration.findAll({ where: { studentId, status: { [Op.ne]: "withdrawn" } } });
  const data: z.input<typeof registrationResultSchema>[] = [];
  for (const registration of registrations) {
    const examined = await ExamSession.findAll({ attributes: ["termId"] });
    const where = { sessionId: registration.sessionId, id: { [Op.in]: examined.map((one) => one.termId) } };
    for (const found of await Term.findAll({ where, order: [["startsOn", "DESC"]] }))
      data.push(await registrationResult(registration, found));
  }
  return { data };
}
