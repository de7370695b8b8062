import { Exam } from "../../../models/school/Exam.js";
import { exams } from "../../../resources/exams.js";
import { underVisible } from "../../door/load.js";
import { fieldError, invalid } from "../../errors.js";
import { isUuid } from "../../ids.js";
import { who } from "../../policies/Actor.js";
import { sheetOf } from "./sheet.js";

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
  const sheets = [];
  for (const exam of found) {
    const { data } = await sheetOf(exam);
    sheets.push({
      examId: exam.id,
      subjectId: exam.subjectId,
      paper: exam.paper,
      maximumMark: Number(exam.maximumMark),
      data,
    });
  }
  return sheets;
}
