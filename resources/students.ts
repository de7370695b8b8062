import { literal, Op } from "sequelize";
import { z } from "zod";
import { defineResource } from "../app/door/define.js";
import { ref } from "../app/door/fields.js";
import { day, instant, iso, line } from "../app/door/wire.js";
import { viewLink } from "../app/files/viewLink.js";
import { now } from "../app/locale/clock.js";
import { studentPolicy } from "../app/policies/student.js";
import { ClassSession } from "../models/school/ClassSession.js";
import { Student } from "../models/school/Student.js";
import { studentFilters } from "./studentFilters.js";
import { studentSearch } from "./studentSearch.js";
import { demographicsGuard, demographicsSchema } from "./demographics.js";

// A day ahead is let through: somewhere it is tomorrow already, and a declaration knows no school's time zone.
const birthDay = day().refine(
  (value) => value >= "1900-01-01" && Date.parse(value) < now().getTime() + 86_400_000,
  "is no birth day of a student",
);
const status = z.enum(["active", "graduated", "withdrawn", "transferred"]);
const fields = {
  admissionNumber: line(40).nullable().optional(),
  firstName: line(),
  middleName: line().nullable().optional(),
  lastName: line(),
  preferredName: line().nullable().optional(),
  gender: z.enum(["female", "male", "other"]),
  dateOfBirth: birthDay,
  boardingStatus: z.enum(["boarding", "day"]).nullable().optional(),
  photoFileId: z.uuid().nullable().optional(),
};

/** Students. Their class is their registration's. */
export const students = defineResource({
  name: "students",
  model: Student,
  policy: studentPolicy,
  create: z.strictObject({ ...fields, status: status.optional(), demographics: demographicsSchema.optional() }),
  update: z.strictObject({ ...fields, status, demographics: demographicsSchema }).partial(),
  answer: z.strictObject({
    ...fields,
    dateOfBirth: day(),
    status,
    demographics: demographicsSchema,
    currentClassSession: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    currentClassSessionId: ref("class-sessions").nullable(),
    photoUrl: z.string().nullable(),
    deletedAt: instant().nullable(),
  }),
  load: { include: [{ model: ClassSession, as: "currentClassSession", attributes: ["id", "name"] }] },
  present: (row) => ({
    admissionNumber: row.admissionNumber,
    firstName: row.firstName,
    middleName: row.middleName,
    lastName: row.lastName,
    preferredName: row.preferredName,
    gender: row.gender as never,
    dateOfBirth: row.dateOfBirth,
    boardingStatus: row.boardingStatus as never,
    photoFileId: row.photoFileId,
    photoUrl: viewLink(row.photoFileId, "photo"),
    status: row.status as never,
    demographics: row.demographics as never,
    currentClassSession: row.currentClassSession
      ? { id: row.currentClassSession.id, name: row.currentClassSession.name }
      : null,
    currentClassSessionId: row.currentClassSessionId,
    deletedAt: iso(row.deletedAt),
  }),
  sort: ["lastName", "firstName", "admissionNumber", "dateOfBirth"],
  defaultSort: "lastName",
  moreSorts: {
    name: (direction) => [
      ["lastName", direction],
      ["firstName", direction],
    ],
    createdAt: (direction) => [["createdAt", direction]],
  },
  filters: {
    status: "equals",
    gender: "equals",
    boardingStatus: "equals",
    dateOfBirth: "range",
    admissionNumber: "equals",
  },
  moreFilters: {
    ...studentFilters,
    classSessionId: { value: z.uuid(), where: (id: string) => ({ currentClassSessionId: id }) },
    formId: {
      value: z.uuid(),
      where: (id: string) => ({
        currentClassSessionId: {
          [Op.in]: literal(
            `(SELECT cs.id FROM class_sessions cs JOIN classes c ON c.id = cs.class_id WHERE c.form_id = '${id}')`,
          ),
        },
      }),
    },
  },
  search: studentSearch,
  guarded: demographicsGuard,
  softDelete: true,
  panel: {
    title: "lastName",
    beside: "admissionNumber",
    list: ["currentClassSessionId", "gender", "dateOfBirth", "status"],
    group: "Students",
    groups: [
      ["person", ["firstName", "middleName", "lastName", "preferredName", "gender", "dateOfBirth", "photoFileId"]],
      ["at-school", ["admissionNumber", "status", "boardingStatus"]],
    ],
    views: [
      ["active", "status=active"],
      ["left", "status=graduated,withdrawn,transferred"],
    ],
  },
});
