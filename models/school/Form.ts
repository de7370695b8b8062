import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { formLeadsOn } from "./structureRules.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A grade level; knows the form that follows it. */
export class Form extends Model<InferAttributes<Form>, InferCreationAttributes<Form>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare level: CreationOptional<string | null>;
  declare order: number;
  declare nextFormId: CreationOptional<string | null>;
  declare archivedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

Form.init(
  {
    id: idColumn(),
    name: { type: DataTypes.TEXT, allowNull: false },
    level: { type: DataTypes.TEXT, allowNull: true },
    order: { type: DataTypes.INTEGER, allowNull: false },
    nextFormId: reference("forms", true),
    archivedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("forms", { modelName: "Form" }),
);
audited(Form);
Form.addHook("beforeSave", formLeadsOn);
