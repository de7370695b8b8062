import { Op } from "sequelize";
import { ClassSession } from "../../../../models/school/ClassSession.js";
import { Form } from "../../../../models/school/Form.js";
import { ReportCard } from "../../../../models/school/ReportCard.js";
import { SchoolClass } from "../../../../models/school/SchoolClass.js";
import { Student } from "../../../../models/school/Student.js";
import { StudentGuardian } from "../../../../models/school/StudentGuardian.js";
import type { Child } from "../../conversation/facts.js";
import { publishedOf } from "./publishedOf.js";

/**
 * The children whom a guardian may be told of now, with what is published of each, newest first. Nobody's children for
 * null: the same queries run, so that a stranger waits as long as a guardian.
 */
export async function childrenOf(guardianId: string | null): Promise<Child[]> {
  const links = await StudentGuardian.findAll({ where: { guardianId, mayKnow: true } as never });
  const ids = links.map(({ studentId }) => studentId);
  const students = await Student.findAll({
    where: { id: { [Op.in]: ids } },
    order: [
      ["dateOfBirth", "ASC"],
      ["id", "ASC"],
    ],
  });
  const places = await placesOf(students);
  const cards = await ReportCard.findAll({ where: { studentId: { [Op.in]: ids }, status: "current", inView: true } });
  return students.map((student) => {
    const results = publishedOf(cards.filter((card) => card.studentId === student.id));
    const place = places.get(student.currentClassSessionId ?? "");
    return {
      id: student.id,
      firstName: student.preferredName ?? student.firstName,
      className: place?.className ?? results[0]?.className ?? "",
      formName: place?.formName ?? "",
      admissionNumber: student.admissionNumber ?? "",
      dateOfBirth: student.dateOfBirth,
      results,
    };
  });
}

async function placesOf(students: Student[]): Promise<Map<string, { className: string; formName: string }>> {
  const ids = students.flatMap(({ currentClassSessionId }) => currentClassSessionId ?? []);
  const include = [{ model: SchoolClass, as: "class", include: [{ model: Form, as: "form" }] }];
  const found = await ClassSession.findAll({ where: { id: { [Op.in]: ids } }, include });
  return new Map(
    found.map(({ id, name, class: stream }) => [id, { className: name, formName: stream?.form?.name ?? "" }]),
  );
}
