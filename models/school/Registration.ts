import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Student } from "./Student.js";
import type { ClassSession } from "./ClassSession.js";
import type { Placement } from "./Placement.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A student in one session: marks, attendance and report cards hang on it. */
export class Registration extends Model<InferAttributes<Registration>, InferCreationAttributes<Registration>> {
  declare id: CreationOptional<string>;
  declare studentId: string;
  declare sessionId: string;
  declare classSessionId: string;
  declare status: CreationOptional<string>;
  declare rollNumber: CreationOptional<number | null>;
  declare withdrawnOn: CreationOptional<string | null>;
  declare reason: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare student?: NonAttribute<Student>;
  declare classSession?: NonAttribute<ClassSession>;
  declare placements?: NonAttribute<Placement[]>;
}

Registration.init(
  {
    id: idColumn(),
    studentId: reference("students"),
    sessionId: reference("sessions"),
    classSessionId: reference("class_sessions"),
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "active" },
    rollNumber: { type: DataTypes.INTEGER, allowNull: true },
    withdrawnOn: { type: DataTypes.DATEONLY, allowNull: true },
    reason: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("registrations", { modelName: "Registration" }),
);
audited(Registration);
