import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Form } from "./Form.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A stream of a form: Form 1A. ("Class" is a reserved word.) */
export class SchoolClass extends Model<InferAttributes<SchoolClass>, InferCreationAttributes<SchoolClass>> {
  declare id: CreationOptional<string>;
  declare formId: string;
  declare name: string;
  declare archivedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare form?: NonAttribute<Form>;
}

SchoolClass.init(
  {
    id: idColumn(),
    formId: reference("forms"),
    name: { type: DataTypes.TEXT, allowNull: false },
    archivedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("classes", { modelName: "SchoolClass" }),
);
audited(SchoolClass);
