import { literal, Op } from "sequelize";
import { ClassSession } from "../../../../models/school/ClassSession.js";
import type { Guardian } from "../../../../models/school/Guardian.js";
import { SchoolClass } from "../../../../models/school/SchoolClass.js";
import { Session } from "../../../../models/school/Session.js";
import { Staff } from "../../../../models/school/Staff.js";
import { Student } from "../../../../models/school/Student.js";
import { StudentGuardian } from "../../../../models/school/StudentGuardian.js";
import { Form } from "../../../../models/school/Form.js";
import { classSessions } from "../../../../resources/classSessions.js";
import { guardians } from "../../../../resources/guardians.js";
import { staff } from "../../../../resources/staff.js";
import { students } from "../../../../resources/students.js";
import { present } from "../../../door/answer.js";
import { underVisible } from "../../../door/load.js";
import type { Actor } from "../../../policies/Actor.js";
import { joined, rowsFound, type Hit } from "./hit.js";

const MANY = 6;
const SOME = 4;
const FEW = 3;
const byName: [string, string][] = [
  ["lastName", "ASC"],
  ["firstName", "ASC"],
  ["id", "ASC"],
];

/** Students by name in any order, number or a guardian's phone; those who left come last. */
export async function studentHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<Student>(students, words, actor, {
    include: [{ model: ClassSession, as: "currentClassSession", attributes: ["id", "name"] }],
    order: [[literal(`("Student"."status" <> 'active')`), "ASC"], ...byName],
    limit: MANY,
  });
  return rows.map((row) => ({
    kind: "student",
    resource: students.name,
    id: row.id,
    title: `${row.firstName} ${row.lastName}`,
    detail: joined(row.admissionNumber, row.currentClassSession?.name),
    inactive: row.status !== "active",
  }));
}

/** Guardians by name or phone, with the children that the actor may see. What the policy guards is not in the detail. */
export async function guardianHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<Guardian>(guardians, words, actor, { order: byName, limit: SOME });
  const links = rows.length
    ? await StudentGuardian.findAll({
        where: { guardianId: { [Op.in]: rows.map((row) => row.id) } },
        include: [
          {
            model: Student,
            as: "student",
            attributes: ["id", "firstName", "lastName"],
            where: underVisible(students, actor),
          },
        ],
        order: [[{ model: Student, as: "student" }, "firstName", "ASC"]],
      })
    : [];
  return rows.map((row) => {
    const shown: { phone?: string } = present(guardians, row);
    const children = links.filter((link) => link.guardianId === row.id).map((link) => link.student?.firstName);
    return {
      kind: "guardian",
      resource: guardians.name,
      id: row.id,
      title: `${row.firstName} ${row.lastName}`,
      detail: joined(shown.phone, children.join(", ")),
      inactive: false,
    };
  });
}

/** Class sessions of the current session. */
export async function classHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<ClassSession>(classSessions, words, actor, {
    include: [
      { model: Session, as: "session", attributes: [], where: { isCurrent: true } },
      {
        model: SchoolClass,
        as: "class",
        attributes: ["id"],
        include: [{ model: Form, as: "form", attributes: ["name"] }],
      },
      { model: Staff, as: "classTeacher", attributes: ["title", "firstName", "lastName"] },
    ],
    order: [["name", "ASC"]],
    limit: SOME,
  });
  return rows.map((row) => {
    const teacher = row.classTeacher;
    return {
      kind: "class-session",
      resource: classSessions.name,
      id: row.id,
      title: row.name,
      detail: joined(
        row.class?.form?.name,
        teacher && [teacher.title, teacher.firstName, teacher.lastName].join(" ").trim(),
      ),
      inactive: false,
    };
  });
}

/** Staff, with the subjects they teach. */
export async function staffHits(words: string, actor: Actor): Promise<Hit[]> {
  const rows = await rowsFound<Staff>(staff, words, actor, { ...staff.load, order: byName, limit: FEW });
  return rows.map((row) => {
    const { subjects, title } = present(staff, row);
    return {
      kind: "staff",
      resource: staff.name,
      id: row.id,
      title: `${row.firstName} ${row.lastName}`,
      detail: joined(title, subjects.map(({ code }) => code).join(", ")),
      inactive: false,
    };
  });
}
