import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inSchool } from "../base.js";
import { keepPicture } from "./pictures.js";

/** A school user's teacher profile; same id as the user. */
export class Staff extends Model<InferAttributes<Staff>, InferCreationAttributes<Staff>> {
  declare id: CreationOptional<string>;
  declare employeeNumber: CreationOptional<string | null>;
  declare title: CreationOptional<string | null>;
  declare initials: CreationOptional<string | null>;
  declare firstName: string;
  declare lastName: string;
  declare signatureFileId: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
}

Staff.init(
  {
    id: idColumn(),
    employeeNumber: { type: DataTypes.TEXT, allowNull: true },
    title: { type: DataTypes.TEXT, allowNull: true },
    initials: { type: DataTypes.TEXT, allowNull: true },
    firstName: { type: DataTypes.TEXT, allowNull: false },
    lastName: { type: DataTypes.TEXT, allowNull: false },
    signatureFileId: { type: DataTypes.UUID, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    deletedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("staff", { paranoid: true, modelName: "Staff" }),
);
audited(Staff);
keepPicture(Staff, "signatureFileId", "signature");
