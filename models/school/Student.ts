import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { ClassSession } from "./ClassSession.js";
import { keepAdmissionNumber } from "./admissionNumber.js";
import { keepPicture } from "./pictures.js";
import { keepSearchText } from "./searchText.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A student. `searchText` is folded and kept by `beforeSave`. */
export class Student extends Model<InferAttributes<Student>, InferCreationAttributes<Student>> {
  declare id: CreationOptional<string>;
  declare admissionNumber: CreationOptional<string | null>;
  declare firstName: string;
  declare middleName: CreationOptional<string | null>;
  declare lastName: string;
  declare preferredName: CreationOptional<string | null>;
  declare gender: string;
  declare dateOfBirth: string;
  declare status: CreationOptional<string>;
  declare boardingStatus: CreationOptional<string | null>;
  declare photoFileId: CreationOptional<string | null>;
  declare demographics: CreationOptional<Record<string, unknown>>;
  declare searchText: CreationOptional<string>;
  declare currentClassSessionId: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  declare currentClassSession?: NonAttribute<ClassSession | null>;
}

Student.init(
  {
    id: idColumn(),
    admissionNumber: { type: DataTypes.TEXT, allowNull: true },
    firstName: { type: DataTypes.TEXT, allowNull: false },
    middleName: { type: DataTypes.TEXT, allowNull: true },
    lastName: { type: DataTypes.TEXT, allowNull: false },
    preferredName: { type: DataTypes.TEXT, allowNull: true },
    gender: { type: DataTypes.TEXT, allowNull: false },
    dateOfBirth: { type: DataTypes.DATEONLY, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "active" },
    boardingStatus: { type: DataTypes.TEXT, allowNull: true },
    photoFileId: { type: DataTypes.UUID, allowNull: true },
    demographics: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
    searchText: { type: DataTypes.TEXT, allowNull: false, defaultValue: "" },
    currentClassSessionId: reference("class_sessions", true),
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    deletedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("students", { paranoid: true, modelName: "Student" }),
);
audited(Student);
keepAdmissionNumber(Student);
keepPicture(Student, "photoFileId", "photo");
keepSearchText(Student, ["firstName", "middleName", "lastName", "preferredName", "admissionNumber"]);
