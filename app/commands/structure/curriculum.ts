import { z } from "zod";
import { CurriculumSubject } from "../../../models/school/CurriculumSubject.js";
import { Subject } from "../../../models/school/Subject.js";
import { forms } from "../../../resources/forms.js";
import { one, permitted } from "../../door/load.js";
import { verb } from "../../door/verb.js";
import { decimal, line } from "../../door/wire.js";
import { fieldError, invalid } from "../../errors.js";

const weights = z.record(line(50), decimal(0, 100)).nullable();
const entry = z.strictObject({ subjectId: z.uuid(), compulsory: z.boolean(), weights: weights.optional() });
/** What a form takes, by the subjects' names. */
export const curriculumAnswer = z.strictObject({
  data: z.array(
    z.strictObject({
      subjectId: z.uuid(),
      compulsory: z.boolean(),
      weights,
      subject: z.strictObject({ id: z.uuid(), code: z.string(), name: z.string() }),
    }),
  ),
});

async function curriculumOf(formId: string): Promise<z.input<typeof curriculumAnswer>> {
  const rows = await CurriculumSubject.findAll({
    where: { formId },
    include: [{ model: Subject, as: "subject", attributes: ["id", "code", "name"] }],
    order: [
      [{ model: Subject, as: "subject" }, "name", "ASC"],
      ["id", "ASC"],
    ],
  });
  return {
    data: rows.map(({ subjectId, compulsory, weights: own, subject }) => ({
      subjectId,
      compulsory,
      weights: own as Record<string, number> | null,
      subject: { id: subjectId, code: subject?.code ?? "", name: subject?.name ?? "" },
    })),
  };
}

/** GET forms/:id/curriculum. */
export async function readCurriculum(formId: unknown) {
  permitted(forms, "read");
  return curriculumOf((await one(forms, formId, { plain: true })).get("id") as string);
}

/** Says which subjects a form takes, whole: what is left out goes. Class sessions that stand keep their subjects. */
export const setCurriculum = verb({
  name: "set-curriculum",
  on: forms,
  may: "update",
  input: z.strictObject({ data: z.array(entry).max(200) }),
  answer: curriculumAnswer,
  one: async (form, { data }) => {
    await onlySubjects(data.map(({ subjectId }) => subjectId));
    const before = await CurriculumSubject.findAll({ where: { formId: form.id }, lock: true });
    for (const row of before) {
      if (!data.some(({ subjectId }) => subjectId === row.subjectId)) await row.destroy();
    }
    for (const { subjectId, compulsory, weights: given = null } of data) {
      const row =
        before.find((one) => one.subjectId === subjectId) ?? CurriculumSubject.build({ formId: form.id, subjectId });
      await row.set({ compulsory, weights: given }).save();
    }
    return curriculumOf(form.id);
  },
});

async function onlySubjects(ids: string[]): Promise<void> {
  const known = await Subject.findAll({ where: { id: ids }, attributes: ["id"] });
  const errors = ids.flatMap((id, index) => {
    if (ids.indexOf(id) < index) return [fieldError(`/data/${index}/subjectId`, "stands here twice", "duplicate")];
    if (known.some((subject) => subject.id === id)) return [];
    return [fieldError(`/data/${index}/subjectId`, "leads to nothing", "unknown_reference")];
  });
  if (errors.length) throw invalid(...errors);
}
