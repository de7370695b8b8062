import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inSchool, reference } from "../base.js";

/** One freeze of an exam session or a term. */
export class Publication extends Model<InferAttributes<Publication>, InferCreationAttributes<Publication>> {
  declare id: CreationOptional<string>;
  declare kind: string;
  declare termId: string;
  declare examSessionId: CreationOptional<string | null>;
  declare number: number;
  declare status: CreationOptional<string>;
  declare reason: CreationOptional<string | null>;
  declare publishedBy: CreationOptional<string | null>;
  declare publishedAt: Date;
  declare withdrawnReason: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

Publication.init(
  {
    id: idColumn(),
    kind: { type: DataTypes.TEXT, allowNull: false },
    termId: reference("terms"),
    examSessionId: reference("exam_sessions", true),
    number: { type: DataTypes.INTEGER, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "current" },
    reason: { type: DataTypes.TEXT, allowNull: true },
    publishedBy: { type: DataTypes.UUID, allowNull: true },
    publishedAt: { type: DataTypes.DATE, allowNull: false },
    withdrawnReason: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("publications", { version: false, modelName: "Publication" }),
);
audited(Publication);
