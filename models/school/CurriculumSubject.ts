import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { Subject } from "./Subject.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A subject that a form takes. */
export class CurriculumSubject extends Model<
  InferAttributes<CurriculumSubject>,
  InferCreationAttributes<CurriculumSubject>
> {
  declare id: CreationOptional<string>;
  declare formId: string;
  declare subjectId: string;
  declare compulsory: CreationOptional<boolean>;
  declare weights: CreationOptional<Record<string, unknown> | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare subject?: NonAttribute<Subject>;
}

CurriculumSubject.init(
  {
    id: idColumn(),
    formId: reference("forms"),
    subjectId: reference("subjects"),
    compulsory: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
    weights: { type: DataTypes.JSONB, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("curriculum_subjects", { version: false, modelName: "CurriculumSubject" }),
);
audited(CurriculumSubject);
