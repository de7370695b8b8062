import { Op } from "sequelize";
import { z } from "zod";
import type { Form } from "../../../models/school/Form.js";
import { GradeScale } from "../../../models/school/GradeScale.js";
import { Term } from "../../../models/school/Term.js";
import { gradeScales } from "../../../resources/gradeScales.js";
import { bandOf } from "../../academics/grade.js";
import type { GradeScale as Scale } from "../../academics/types.js";
import { bulkUpdate } from "../../audit/audited.js";
import { verb } from "../../door/verb.js";
import { formsIn } from "./freeze.js";
import { compute } from "./results.js";

const change = z.strictObject({
  registrationId: z.uuid(),
  subjectId: z.uuid().nullable(),
  from: z.string().nullable(),
  to: z.string(),
});

/**
 * Adopts a scale in place of the one that counted for its level and subject, and answers which grades of the current
 * term would change. A term keeps the scales it was activated with: activating it again takes the adopted ones.
 */
export const adoptScale = verb({
  name: "adopt",
  on: gradeScales,
  may: "adopt",
  input: z.strictObject({ preview: z.boolean().optional() }),
  answer: z.strictObject({ adopted: z.boolean(), changes: z.array(change) }),
  confirm: "Adopt {{title}}? It counts from the next term that is activated.",
  one: async (scale, { preview }) => {
    const changes = await changesBy(scale);
    if (!preview && !scale.adopted) {
      const { level, subjectId } = scale;
      await bulkUpdate(GradeScale, { adopted: false }, {
        level,
        subjectId,
        adopted: true,
        id: { [Op.ne]: scale.id },
      } as never);
      await scale.update({ adopted: true });
    }
    return { adopted: scale.adopted, changes };
  },
});

async function changesBy(scale: GradeScale): Promise<z.input<typeof change>[]> {
  const term = await Term.findOne({ where: { isCurrent: true } });
  const forms: Form[] = term
    ? (await formsIn(term)).filter((form) => scale.level === null || form.level === scale.level)
    : [];
  const candidate: Scale = { direction: scale.direction as Scale["direction"], bands: scale.bands };
  const changes: z.input<typeof change>[] = [];
  for (const form of forms) {
    if (!term) break;
    for (const row of (await compute(form, term)).classes.flatMap((one) => one.rows)) {
      const graded = scale.subjectId === null ? [{ subjectId: null, value: row.average, grade: row.grade }] : [];
      const subjects = row.subjects
        .filter((subject) => scale.subjectId === null || subject.subjectId === scale.subjectId)
        .map((subject) => ({ subjectId: subject.subjectId, value: subject.total, grade: subject.grade }));
      for (const { subjectId, value, grade } of [...graded, ...subjects]) {
        const to = value === null ? null : bandOf(candidate, value).label;
        if (to !== null && to !== grade)
          changes.push({ registrationId: row.registrationId, subjectId, from: grade, to });
      }
    }
  }
  return changes;
}
