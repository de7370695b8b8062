import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Subject } from "./Subject.js";
import type { Staff } from "./Staff.js";
import { classSubjectIsFree } from "./structureRules.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A subject of a class session with its teacher. */
export class ClassSessionSubject extends Model<
  InferAttributes<ClassSessionSubject>,
  InferCreationAttributes<ClassSessionSubject>
> {
  declare id: CreationOptional<string>;
  declare classSessionId: string;
  declare subjectId: string;
  declare teacherId: CreationOptional<string | null>;
  declare elective: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare subject?: NonAttribute<Subject>;
  declare teacher?: NonAttribute<Staff | null>;
}

ClassSessionSubject.init(
  {
    id: idColumn(),
    classSessionId: reference("class_sessions"),
    subjectId: reference("subjects"),
    teacherId: reference("staff", true),
    elective: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("class_session_subjects", { modelName: "ClassSessionSubject" }),
);
audited(ClassSessionSubject);
ClassSessionSubject.addHook("beforeDestroy", classSubjectIsFree);
