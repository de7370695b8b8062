import { Op, type WhereOptions } from "sequelize";
import { problem } from "../../errors.js";
import type { Actor } from "../../policies/Actor.js";
import { reachedClassSessions } from "../../policies/own.js";
import { ClassSession } from "../../../models/school/ClassSession.js";
import { ReportCard } from "../../../models/school/ReportCard.js";
import { SchoolClass } from "../../../models/school/SchoolClass.js";
import { Student } from "../../../models/school/Student.js";

export interface Wanted {
  termId: string;
  classSessionId?: string | undefined;
  studentId?: string | undefined;
  formId?: string | undefined;
}
export interface ChosenCard {
  id: string;
  studentId: string;
}

/**
 * The current cards of a term that are in view and that the actor may print, by class, then by the students' names.
 * @throws forbidden for a class session that the actor's permission does not reach
 */
export async function chooseCards(wanted: Wanted, actor: Actor): Promise<ChosenCard[]> {
  const reached = reachedClassSessions(actor, "reports.make");
  const { termId, classSessionId, studentId, formId } = wanted;
  const narrowed: WhereOptions[] = reached ? [{ classSessionId: { [Op.in]: reached } }] : [];
  if (classSessionId !== undefined) {
    const id: WhereOptions = { [Op.and]: [{ id: classSessionId }, reached ? { id: { [Op.in]: reached } } : {}] };
    if (!(await ClassSession.count({ where: id }))) throw problem("forbidden");
    narrowed.push({ classSessionId });
  }
  if (studentId !== undefined) narrowed.push({ studentId });
  if (formId !== undefined) narrowed.push({ classSessionId: { [Op.in]: await classSessionsOf(formId) } });
  const cards = await ReportCard.findAll({
    attributes: ["id", "studentId", "classSessionId"], // never the snapshot: a thousand of them are a gigabyte of crests
    where: { [Op.and]: [{ termId, status: "current", inView: true }, ...narrowed] } as WhereOptions,
  });
  return inOrder(cards);
}

async function classSessionsOf(formId: string): Promise<string[]> {
  const classes = await SchoolClass.findAll({ attributes: ["id"], where: { formId } });
  const classId = classes.map((row) => row.id);
  return (await ClassSession.findAll({ attributes: ["id"], where: { classId } })).map((row) => row.id);
}

/** The database sorts the names, by its rules for letters; here only places are compared. */
async function inOrder(cards: ReportCard[]): Promise<ChosenCard[]> {
  const classes = await ClassSession.findAll({
    attributes: ["id"],
    where: { id: [...new Set(cards.map((card) => card.classSessionId))] },
    order: ["name", "id"],
  });
  const students = await Student.findAll({
    attributes: ["id"],
    where: { id: [...new Set(cards.map((card) => card.studentId))] },
    order: ["lastName", "firstName", "id"],
    paranoid: false,
  });
  const placeOf = (rows: { id: string }[]) => new Map(rows.map((row, place) => [row.id, place]));
  const [classPlace, studentPlace] = [placeOf(classes), placeOf(students)];
  const place = (card: ReportCard): [number, number] => [
    classPlace.get(card.classSessionId) ?? 0,
    studentPlace.get(card.studentId) ?? 0,
  ];
  return cards
    .map((card) => ({ card, at: place(card) }))
    .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])
    .map(({ card: { id, studentId } }) => ({ id, studentId }));
}
