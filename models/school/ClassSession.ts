import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { SchoolClass } from "./SchoolClass.js";
import type { Session } from "./Session.js";
import type { Staff } from "./Staff.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A class in one session. */
export class ClassSession extends Model<InferAttributes<ClassSession>, InferCreationAttributes<ClassSession>> {
  declare id: CreationOptional<string>;
  declare sessionId: string;
  declare classId: string;
  declare name: string;
  declare classTeacherId: CreationOptional<string | null>;
  declare capacity: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare class?: NonAttribute<SchoolClass>;
  declare session?: NonAttribute<Session>;
  declare classTeacher?: NonAttribute<Staff | null>;
}

ClassSession.init(
  {
    id: idColumn(),
    sessionId: reference("sessions"),
    classId: reference("classes"),
    name: { type: DataTypes.TEXT, allowNull: false },
    classTeacherId: reference("staff", true),
    capacity: { type: DataTypes.INTEGER, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("class_sessions", { modelName: "ClassSession" }),
);
audited(ClassSession);
