import { z } from "zod";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import type { Registration } from "../../../models/school/Registration.js";
import { RegistrationSubject } from "../../../models/school/RegistrationSubject.js";
import { Subject } from "../../../models/school/Subject.js";
import { registrations } from "../../../resources/registrations.js";
import { bulkCreate } from "../../audit/audited.js";
import { one, permitted } from "../../door/load.js";
import { verb } from "../../door/verb.js";
import { fieldError, invalid } from "../../errors.js";

/** What a registration takes: its class's compulsory subjects and the electives it chose. */
export const takenAnswer = z.strictObject({
  data: z.array(
    z.strictObject({
      subjectId: z.uuid(),
      elective: z.boolean(),
      subject: z.strictObject({ id: z.uuid(), code: z.string(), name: z.string() }),
    }),
  ),
});

const offeredTo = ({ classSessionId }: Registration) =>
  ClassSessionSubject.findAll({
    where: { classSessionId },
    include: [{ model: Subject, as: "subject", attributes: ["id", "code", "name"] }],
    order: [
      [{ model: Subject, as: "subject" }, "name", "ASC"],
      ["id", "ASC"],
    ],
  });

async function takenBy(registration: Registration): Promise<z.input<typeof takenAnswer>> {
  const chosen = await RegistrationSubject.findAll({ where: { registrationId: registration.id } });
  const taken = (await offeredTo(registration)).filter(
    ({ subjectId, elective }) => !elective || chosen.some((one) => one.subjectId === subjectId),
  );
  return {
    data: taken.map(({ subjectId, elective, subject }) => ({
      subjectId,
      elective,
      subject: { id: subjectId, code: subject?.code ?? "", name: subject?.name ?? "" },
    })),
  };
}

/** GET registrations/:id/subjects. */
export async function readTaken(id: unknown) {
  permitted(registrations, "read");
  return takenBy((await one(registrations as never, id, { plain: true })) as Registration);
}

/** Says which electives a registration takes, whole. Compulsory subjects may be named; they are taken anyway. */
export const setElectives = verb({
  name: "set-subjects",
  on: registrations,
  may: "subjects",
  input: z.strictObject({ subjectIds: z.array(z.uuid()).max(100) }),
  answer: takenAnswer,
  one: async (registration, { subjectIds }) => {
    const offered = await offeredTo(registration);
    const errors = subjectIds.flatMap((id, index) => {
      if (subjectIds.indexOf(id) < index) return [fieldError(`/subjectIds/${index}`, "stands here twice", "duplicate")];
      if (offered.some(({ subjectId }) => subjectId === id)) return [];
      return [fieldError(`/subjectIds/${index}`, "is no subject of this class", "unknown_reference")];
    });
    if (errors.length) throw invalid(...errors);
    const wanted = offered.filter(({ elective, subjectId }) => elective && subjectIds.includes(subjectId));
    const before = await RegistrationSubject.findAll({ where: { registrationId: registration.id }, lock: true });
    for (const row of before) {
      if (!wanted.some(({ subjectId }) => subjectId === row.subjectId)) await row.destroy();
    }
    const added = wanted.filter(({ subjectId }) => !before.some((row) => row.subjectId === subjectId));
    if (added.length)
      await bulkCreate(
        RegistrationSubject,
        added.map(({ subjectId }) => ({ registrationId: registration.id, subjectId })),
      );
    return takenBy(registration);
  },
});
