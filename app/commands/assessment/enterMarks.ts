import { Op } from "sequelize";
import { z } from "zod";
import type { Exam } from "../../../models/school/Exam.js";
import { ExamSession } from "../../../models/school/ExamSession.js";
import { Mark } from "../../../models/school/Mark.js";
import { Staff } from "../../../models/school/Staff.js";
import { exams } from "../../../resources/exams.js";
import { record } from "../../audit/trail.js";
import { verb } from "../../door/verb.js";
import { fieldError, invalid, problem, type FieldError } from "../../errors.js";
import { uuidv7 } from "../../ids.js";
import type { Actor } from "../../policies/Actor.js";
import { mayEnter } from "./mayEnter.js";
import { sheetOf, sheetSchema, sittersOf } from "./sheet.js";

const entrySchema = z.strictObject({
  registrationId: z.string(),
  score: z.number().nullable(),
  status: z.enum(["present", "absent", "exempt"]),
  version: z.int().min(0).optional(),
});
type Entry = z.output<typeof entrySchema>;

/** PUT exams/:id/marks: a whole sheet, all or nothing; rows left out stand. The exam's row is locked: writers queue. */
export const enterMarks = verb({
  name: "enter-marks",
  on: exams,
  may: "enter",
  input: z.strictObject({ marks: z.array(entrySchema).max(1000) }),
  answer: sheetSchema,
  one: async (exam, { marks }, actor) => {
    await mayEnter(actor, exam);
    const examSession = await ExamSession.findByPk(exam.examSessionId, {
      lock: { level: "SHARE" as never, of: ExamSession },
    });
    if (examSession?.status !== "open")
      throw problem("locked", "marks are entered only while the exam session is open");
    if (exam.submittedAt) throw problem("locked", "these marks were submitted: they are reopened first");
    const sitters = new Set((await sittersOf(exam)).map((registration) => registration.id));
    const wrong = marks.flatMap((entry, index) => wrongIn(entry, index, exam, sitters));
    wrong.push(...twice(marks));
    if (wrong.length) throw invalid(...wrong);
    await write(exam, marks, actor);
    return sheetOf(exam);
  },
});

function wrongIn(
  { registrationId, score, status }: Entry,
  index: number,
  exam: Exam,
  sitters: Set<string>,
): FieldError[] {
  const at = (field: string, message: string, code: string) => [fieldError(`/marks/${index}/${field}`, message, code)];
  if (!sitters.has(registrationId)) return at("registrationId", "does not sit this exam", "not_in_class");
  if (score === null) return [];
  if (status !== "present") return at("score", `is not possible with ${status}`, "score_not_allowed");
  if (score < 0) return at("score", "is below 0", "too_small");
  if (score > Number(exam.maximumMark))
    return at("score", `is above the maximum of ${Number(exam.maximumMark)}`, "too_big");
  if (Math.abs(score * 100 - Math.round(score * 100)) > 1e-6)
    return at("score", "has more than 2 decimals", "too_precise");
  return [];
}

function twice(marks: Entry[]): FieldError[] {
  const seen = new Set<string>();
  return marks.flatMap(({ registrationId }, index) => {
    if (seen.has(registrationId)) return [fieldError(`/marks/${index}/registrationId`, "stands twice", "twice")];
    seen.add(registrationId);
    return [];
  });
}

async function write(exam: Exam, marks: Entry[], actor: Actor): Promise<void> {
  const present = await Mark.findAll({ where: { examId: exam.id } });
  const byRegistration = new Map(present.map((mark) => [mark.registrationId, mark]));
  const stale: { index: number; mark: Mark | undefined }[] = [];
  const changed = marks.flatMap((entry, index) => {
    const mark = byRegistration.get(entry.registrationId);
    const next = {
      score: entry.score,
      status: entry.status === "present" && entry.score === null ? "not_entered" : entry.status,
    };
    const equal =
      (mark?.status ?? "not_entered") === next.status &&
      (mark?.score == null ? next.score === null : Number(mark.score) === next.score);
    const fresh =
      entry.version === undefined
        ? equal || (mark?.status ?? "not_entered") === "not_entered"
        : entry.version === (mark?.version ?? 0);
    if (!fresh) stale.push({ index, mark });
    return equal || !fresh ? [] : [{ mark, registrationId: entry.registrationId, ...next }];
  });
  if (stale.length) throw await conflict(stale);
  if (!changed.length) return;
  const rows = changed.map(({ mark, registrationId, score, status }) => ({
    id: mark?.id ?? uuidv7(),
    examId: exam.id,
    registrationId,
    score,
    status,
    enteredBy: actor.kind === "user" ? actor.id : null,
    version: (mark?.version ?? 0) + 1,
  }));
  await Mark.bulkCreate(rows, {
    updateOnDuplicate: ["score", "status", "enteredBy", "version", "updatedAt"],
    audited: true,
  } as object);
  record(
    ...rows.map(({ id, registrationId, score, status }, index) => {
      const before = changed[index]?.mark;
      return {
        action: before ? ("update" as const) : ("create" as const),
        entity: "Mark",
        entityId: id,
        before: before ? { score: before.score, status: before.status } : null,
        after: { examId: exam.id, registrationId, score, status },
      };
    }),
  );
}

/** Somebody else was faster: what stands now, and whose it is, so that the grid can show both. */
async function conflict(stale: { index: number; mark: Mark | undefined }[]) {
  const ids = stale.flatMap(({ mark }) => (mark?.enteredBy ? [mark.enteredBy] : []));
  const staff = await Staff.findAll({
    where: { id: { [Op.in]: ids } },
    attributes: ["id", "firstName", "lastName"],
    paranoid: false,
  });
  const names = new Map(staff.map((person) => [person.id, `${person.firstName} ${person.lastName}`]));
  const errors = stale.map(({ index, mark }) =>
    fieldError(`/marks/${index}/version`, "was changed by somebody else", "version_conflict", {
      current: {
        score: mark?.score == null ? null : Number(mark.score),
        status: mark?.status ?? "not_entered",
        version: mark?.version ?? 0,
        by: mark?.enteredBy ? (names.get(mark.enteredBy) ?? null) : null,
      },
    }),
  );
  return problem("version_conflict", { errors });
}
