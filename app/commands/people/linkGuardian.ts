import { Op } from "sequelize";
import { z } from "zod";
import { Guardian } from "../../../models/school/Guardian.js";
import { StudentGuardian } from "../../../models/school/StudentGuardian.js";
import { guardianFields } from "../../../resources/guardians.js";
import { linkFields, studentGuardians } from "../../../resources/studentGuardians.js";
import { students } from "../../../resources/students.js";
import { bulkUpdate } from "../../audit/audited.js";
import { answerSchema, present } from "../../door/answer.js";
import { atVersion } from "../../door/five.js";
import { ref } from "../../door/fields.js";
import { kept } from "../../door/kept.js";
import { one } from "../../door/load.js";
import { verb } from "../../door/verb.js";
import { fieldError, invalid, Problem, problem } from "../../errors.js";

const guardianSchema = z.strictObject(guardianFields);
type NewGuardian = z.output<typeof guardianSchema>;

/** POST students/:id/guardians: one who is known, or a new one in the same step. The first one is asked first. */
export const linkGuardian = verb({
  name: "add-guardian",
  on: students,
  may: "update",
  input: z.strictObject({
    guardianId: ref("guardians").optional(),
    guardian: guardianSchema.optional(),
    relationship: linkFields.relationship,
    isPrimary: z.boolean().optional(),
    mayKnow: z.boolean().optional(),
  }),
  answer: answerSchema(studentGuardians),
  one: async ({ id: studentId }, { guardianId, guardian, isPrimary, ...input }) => {
    if ((guardianId === undefined) === (guardian === undefined))
      throw invalid(fieldError("/guardianId", "give either guardianId or guardian"));
    const known = guardianId ?? (await newGuardian(guardian as NewGuardian)).id;
    const there = await StudentGuardian.findAll({ where: { studentId } });
    if (there.some((link) => link.guardianId === known))
      throw problem("duplicate", {
        errors: [fieldError("/guardianId", "cares for this student already", "duplicate")],
      });
    const first = isPrimary ?? there.length === 0;
    if (first) await noOtherPrimary(studentId);
    const values = { ...input, studentId, guardianId: known, isPrimary: first };
    const link = await kept(StudentGuardian, () => StudentGuardian.create(values));
    return present(studentGuardians, (await one(studentGuardians as never, link.id)) as StudentGuardian);
  },
});

/** Makes the guardian; a refusal names the field where it stands in this body. */
async function newGuardian(values: NewGuardian): Promise<Guardian> {
  try {
    return await kept(Guardian, () => Guardian.create(values));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const errors = error.errors.map((wrong) => ({ ...wrong, path: `/guardian${wrong.path}` }));
    throw problem(error.code, { ...error.options, errors });
  }
}

/** Changes what a guardian is to a student; who becomes the first takes the place of the one before. */
export const changeLink = verb({
  name: "change",
  on: studentGuardians,
  may: "update",
  input: z.strictObject({ ...linkFields, version: z.int().min(0) }).partial(),
  one: async (link, { version, ...input }) => {
    atVersion(link, version);
    if (input.isPrimary) await noOtherPrimary(link.studentId, link.id);
    await link.update(input);
  },
});

const noOtherPrimary = (studentId: string, but?: string) =>
  bulkUpdate(
    StudentGuardian,
    { isPrimary: false },
    { studentId, isPrimary: true, ...(but === undefined ? {} : { id: { [Op.ne]: but } }) },
  );
