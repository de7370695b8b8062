import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Registration } from "./Registration.js";
import { idColumn, inSchool, reference } from "../base.js";

/** One registration's score in one exam; absent, exempt and not entered are states, zero is a mark. */
export class Mark extends Model<InferAttributes<Mark>, InferCreationAttributes<Mark>> {
  declare id: CreationOptional<string>;
  declare examId: string;
  declare registrationId: string;
  declare score: CreationOptional<string | number | null>;
  declare status: string;
  declare enteredBy: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare registration?: NonAttribute<Registration>;
}

Mark.init(
  {
    id: idColumn(),
    examId: reference("exams"),
    registrationId: reference("registrations"),
    score: { type: DataTypes.DECIMAL, allowNull: true },
    status: { type: DataTypes.TEXT, allowNull: false },
    enteredBy: { type: DataTypes.UUID, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("marks", { modelName: "Mark", version: false }),
);
audited(Mark);
