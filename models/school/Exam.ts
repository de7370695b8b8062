import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { examFits, examIsFree } from "./examFits.js";
import { audited } from "../../app/audit/audited.js";
import type { ExamSession } from "./ExamSession.js";
import type { ClassSession } from "./ClassSession.js";
import type { Subject } from "./Subject.js";
import { idColumn, inSchool, reference } from "../base.js";

/** One subject (and paper) of one class session in one exam session. */
export class Exam extends Model<InferAttributes<Exam>, InferCreationAttributes<Exam>> {
  declare id: CreationOptional<string>;
  declare examSessionId: string;
  declare classSessionId: string;
  declare subjectId: string;
  declare paper: CreationOptional<string | null>;
  declare maximumMark: string | number;
  declare weight: CreationOptional<string | number | null>;
  declare date: CreationOptional<string | null>;
  /** Since when the column is final; null: it can be written. */
  declare submittedAt: CreationOptional<Date | null>;
  declare submittedBy: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare examSession?: NonAttribute<ExamSession>;
  declare classSession?: NonAttribute<ClassSession>;
  declare subject?: NonAttribute<Subject>;
}

Exam.init(
  {
    id: idColumn(),
    examSessionId: reference("exam_sessions"),
    classSessionId: reference("class_sessions"),
    subjectId: reference("subjects"),
    paper: { type: DataTypes.TEXT, allowNull: true },
    maximumMark: { type: DataTypes.DECIMAL, allowNull: false },
    weight: { type: DataTypes.DECIMAL, allowNull: true },
    date: { type: DataTypes.DATEONLY, allowNull: true },
    submittedAt: { type: DataTypes.DATE, allowNull: true },
    submittedBy: { type: DataTypes.UUID, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("exams", { modelName: "Exam" }),
);
audited(Exam);
Exam.addHook("beforeSave", examFits);
Exam.addHook("beforeDestroy", examIsFree);
