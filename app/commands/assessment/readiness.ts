import { z } from "zod";
import type { ClassResults } from "../../academics/types.js";
import { ExamSession } from "../../../models/school/ExamSession.js";
import type { Term } from "../../../models/school/Term.js";
import { fieldError, problem, type FieldError } from "../../errors.js";
import { prose } from "../../door/wire.js";

/** What publishing takes: force lifts what is missing, never weights or locks, and says why. */
export const publishInput = z.strictObject({ force: z.boolean().optional(), reason: prose(500).optional() });
export type PublishInput = z.output<typeof publishInput>;

/** All weights of a term add to 100, or nothing of it is published. */
export async function weightsAddUp(term: Term): Promise<ExamSession[]> {
  const examSessions = await ExamSession.findAll({
    where: { termId: term.id },
    order: [
      ["createdAt", "ASC"],
      ["id", "ASC"],
    ],
    lock: true,
  });
  const total = examSessions.reduce((sum, found) => sum + Math.round(Number(found.weight) * 100), 0);
  if (total !== 10_000)
    throw problem("weights_incomplete", `the weights of ${term.name} add to ${total / 100}, not to 100`);
  return examSessions;
}

/** Marks that are not entered, one error a registration; they block publication unless it is forced with a reason. */
export function missingMarks(classes: ClassResults[], subjectName: (id: string) => string): FieldError[] {
  return classes.flatMap(({ rows }) =>
    rows.flatMap((row) =>
      row.subjects
        .filter((subject) => subject.parts.some((part) => part.status === "not_entered"))
        .map((subject) =>
          fieldError(
            `/registrations/${row.registrationId}`,
            `${subjectName(subject.subjectId)}: not entered`,
            "not_entered",
            { subjectId: subject.subjectId },
          ),
        ),
    ),
  );
}

/** Refuses what is incomplete, unless forced. At most 200 of the errors are told. */
export function mustBeComplete(missing: FieldError[], { force, reason }: PublishInput): void {
  if (force && reason === undefined)
    throw problem("invalid", { errors: [fieldError("/reason", "say why it is published incomplete", "required")] });
  if (missing.length && !force)
    throw problem("incomplete", {
      errors: missing.slice(0, 200),
      detail: `${missing.length} marks or comments are missing`,
    });
}
