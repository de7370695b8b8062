import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Band } from "../../app/academics/types.js";
import { idColumn, inSchool, reference } from "../base.js";

/** Bands by lower bound; never changed once adopted, replaced. */
export class GradeScale extends Model<InferAttributes<GradeScale>, InferCreationAttributes<GradeScale>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare level: CreationOptional<string | null>;
  declare subjectId: CreationOptional<string | null>;
  declare direction: CreationOptional<string>;
  declare bands: Band[];
  declare adopted: CreationOptional<boolean>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

GradeScale.init(
  {
    id: idColumn(),
    name: { type: DataTypes.TEXT, allowNull: false },
    level: { type: DataTypes.TEXT, allowNull: true },
    subjectId: reference("subjects", true),
    direction: { type: DataTypes.TEXT, allowNull: false, defaultValue: "higher" },
    bands: { type: DataTypes.JSONB, allowNull: false },
    adopted: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("grade_scales", { modelName: "GradeScale" }),
);
audited(GradeScale);
