import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** One card of a report. */
export class ReportItem extends Model<InferAttributes<ReportItem>, InferCreationAttributes<ReportItem>> {
  declare id: CreationOptional<string>;
  declare reportId: string;
  declare chunkId: string;
  declare position: number;
  declare studentId: string;
  declare reportCardId: string;
  declare status: CreationOptional<string>;
  declare pages: CreationOptional<number | null>;
  declare error: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

ReportItem.init(
  {
    id: idColumn(),
    reportId: reference("reports"),
    chunkId: reference("report_chunks"),
    position: { type: DataTypes.INTEGER, allowNull: false },
    studentId: reference("students"),
    reportCardId: reference("report_cards"),
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    pages: { type: DataTypes.INTEGER, allowNull: true },
    error: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("report_items", { version: false, modelName: "ReportItem" }),
);
