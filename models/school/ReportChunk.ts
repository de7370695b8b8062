import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** Cards that are rendered as one document: claimed by lease, redone when the lease runs out. */
export class ReportChunk extends Model<InferAttributes<ReportChunk>, InferCreationAttributes<ReportChunk>> {
  declare id: CreationOptional<string>;
  declare reportId: string;
  declare position: number;
  declare status: CreationOptional<string>;
  declare tries: CreationOptional<number>;
  declare leaseUntil: CreationOptional<Date | null>;
  declare leaseToken: CreationOptional<string | null>;
  declare fileId: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

ReportChunk.init(
  {
    id: idColumn(),
    reportId: reference("reports"),
    position: { type: DataTypes.INTEGER, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    tries: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    leaseUntil: { type: DataTypes.DATE, allowNull: true },
    leaseToken: { type: DataTypes.UUID, allowNull: true },
    fileId: reference("files", true),
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("report_chunks", { version: false, modelName: "ReportChunk" }),
);
