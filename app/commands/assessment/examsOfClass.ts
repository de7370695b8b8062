import { Op } from "sequelize";
import { z } from "zod";
import { Exam } from "../../../models/school/Exam.js";
import { Staff } from "../../../models/school/Staff.js";
import { exams } from "../../../resources/exams.js";
import { underVisible } from "../../door/load.js";
import { fieldError, invalid } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { who } from "../../policies/Actor.js";
import { iso } from "../../door/wire.js";
import { sheetOf, sheetRowSchema } from "./sheet.js";

/** GET exam-sessions/:id/marks: a sheet an exam. */
export const sheetsSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      examId: z.uuid(),
      subjectId: z.uuid(),
      paper: z.string().nullable(),
      maximumMark: z.number(),
      /** Since when the column is final, and who submitted it; null: it can be written. */
      submitted: z.strictObject({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
      data: z.array(sheetRowSchema),
    }),
  ),
});

/** The sheets of a class session in an exam session that the actor may see, with what a grid needs to know of each. */
export async function examsOfClass(examSessionId: string, classSessionId: string) {
  if (!isUuid(classSessionId)) throw invalid(fieldError("/classSessionId", "is no id"));
  const found = await Exam.findAll({
    where: underVisible(exams, who(), { examSessionId, classSessionId }),
    order: [
      ["subjectId", "ASC"],
      ["paper", "ASC"],
    ],
  });
  const names = await namesOf(found.flatMap(({ submittedBy }) => submittedBy ?? []));
  const sheets: z.input<typeof sheetsSchema>["data"] = [];
  for (const exam of found) {
    const { data } = await sheetOf(exam);
    const at = iso(exam.submittedAt);
    sheets.push({
      examId: exam.id,
      subjectId: exam.subjectId,
      paper: exam.paper,
      maximumMark: Number(exam.maximumMark),
      submitted: at === null ? null : { at, by: names.get(exam.submittedBy ?? "") ?? null },
      data,
    });
  }
  return sheets;
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const staff = await Staff.findAll({ where: { id: { [Op.in]: ids } }, paranoid: false });
  return new Map(staff.map((one) => [one.id, `${one.firstName} ${one.lastName}`]));
}
