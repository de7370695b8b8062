import { Op } from "sequelize";
import { z } from "zod";
import { ClassSessionSubject } from "../../../models/school/ClassSessionSubject.js";
import type { Exam } from "../../../models/school/Exam.js";
import { Mark } from "../../../models/school/Mark.js";
import { Registration } from "../../../models/school/Registration.js";
import { RegistrationSubject } from "../../../models/school/RegistrationSubject.js";
import { Student } from "../../../models/school/Student.js";
import { number } from "../../door/wire.js";

export const MARK_STATUSES = ["not_entered", "present", "absent", "exempt"] as const;
export type MarkStatus = (typeof MARK_STATUSES)[number];

export const sheetRowSchema = z.strictObject({
  registrationId: z.uuid(),
  student: z.strictObject({ id: z.uuid(), admissionNumber: z.string().nullable(), name: z.string() }),
  score: z.number().nullable(),
  status: z.enum(MARK_STATUSES),
  version: z.int(),
});
/** GET and the answer of PUT exams/:id/marks. */
export const sheetSchema = z.strictObject({ data: z.array(sheetRowSchema) });

/** The registrations that sit an exam: active in its class session and taking its subject. */
export async function sittersOf(exam: Exam): Promise<Registration[]> {
  const inClass = await Registration.findAll({
    where: { classSessionId: exam.classSessionId, status: { [Op.ne]: "withdrawn" } },
    include: [
      {
        model: Student,
        as: "student",
        attributes: ["id", "admissionNumber", "firstName", "lastName"],
        paranoid: false,
      },
    ],
    order: [
      ["rollNumber", "ASC"],
      ["id", "ASC"],
    ],
  });
  const offered = await ClassSessionSubject.findOne({
    where: { classSessionId: exam.classSessionId, subjectId: exam.subjectId },
  });
  if (!offered?.elective) return inClass;
  const chosen = await RegistrationSubject.findAll({
    where: { subjectId: exam.subjectId, registrationId: { [Op.in]: inClass.map((registration) => registration.id) } },
    attributes: ["registrationId"],
  });
  const takes = new Set(chosen.map((row) => row.registrationId));
  return inClass.filter((registration) => takes.has(registration.id));
}

/** The sheet of an exam: one row a sitter, entered or not. */
export async function sheetOf(exam: Exam): Promise<z.input<typeof sheetSchema>> {
  const sitters = await sittersOf(exam);
  const marks = await Mark.findAll({ where: { examId: exam.id } });
  const byRegistration = new Map(marks.map((mark) => [mark.registrationId, mark]));
  return { data: sitters.map((registration) => rowOf(registration, byRegistration.get(registration.id))) };
}

function rowOf(registration: Registration, mark: Mark | undefined): z.input<typeof sheetRowSchema> {
  const { student } = registration;
  const name = student ? `${student.firstName} ${student.lastName}` : "";
  return {
    registrationId: registration.id,
    student: { id: registration.studentId, admissionNumber: student?.admissionNumber ?? null, name },
    score: number(mark?.score ?? null),
    status: (mark?.status ?? "not_entered") as MarkStatus,
    version: mark?.version ?? 0,
  };
}
