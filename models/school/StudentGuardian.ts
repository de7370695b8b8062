import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Guardian } from "./Guardian.js";
import type { Student } from "./Student.js";
import { idColumn, inSchool, reference } from "../base.js";

/** Who cares for whom, and may be told. */
export class StudentGuardian extends Model<InferAttributes<StudentGuardian>, InferCreationAttributes<StudentGuardian>> {
  declare id: CreationOptional<string>;
  declare studentId: string;
  declare guardianId: string;
  declare relationship: string;
  declare isPrimary: CreationOptional<boolean>;
  declare mayKnow: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare guardian?: NonAttribute<Guardian>;
  declare student?: NonAttribute<Student>;
}

StudentGuardian.init(
  {
    id: idColumn(),
    studentId: reference("students"),
    guardianId: reference("guardians"),
    relationship: { type: DataTypes.TEXT, allowNull: false },
    isPrimary: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    mayKnow: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("student_guardians", { modelName: "StudentGuardian" }),
);
audited(StudentGuardian);
