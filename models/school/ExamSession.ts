import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { weightsFit } from "./weightsFit.js";
import { audited } from "../../app/audit/audited.js";
import type { Term } from "./Term.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A round of assessment in a term, with a weight in its total. */
export class ExamSession extends Model<InferAttributes<ExamSession>, InferCreationAttributes<ExamSession>> {
  declare id: CreationOptional<string>;
  declare termId: string;
  declare name: string;
  declare weight: string | number;
  declare status: CreationOptional<string>;
  declare opensAt: CreationOptional<Date | null>;
  declare closesAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare term?: NonAttribute<Term>;
}

ExamSession.init(
  {
    id: idColumn(),
    termId: reference("terms"),
    name: { type: DataTypes.TEXT, allowNull: false },
    weight: { type: DataTypes.DECIMAL, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "draft" },
    opensAt: { type: DataTypes.DATE, allowNull: true },
    closesAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("exam_sessions", { modelName: "ExamSession" }),
);
audited(ExamSession);
ExamSession.addHook("beforeSave", weightsFit);
