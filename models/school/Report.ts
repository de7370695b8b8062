import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import type { ReportItem } from "./ReportItem.js";
import type { StoredFile } from "./StoredFile.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A batch of papers that somebody ordered; progress is a count of its items. */
export class Report extends Model<InferAttributes<Report>, InferCreationAttributes<Report>> {
  declare id: CreationOptional<string>;
  declare kind: string;
  declare format: CreationOptional<string>;
  declare status: CreationOptional<string>;
  declare classSessionId: CreationOptional<string | null>;
  declare studentId: CreationOptional<string | null>;
  declare formId: CreationOptional<string | null>;
  declare termId: CreationOptional<string | null>;
  declare templateVersion: CreationOptional<string | null>;
  declare requestedBy: string;
  declare error: CreationOptional<string | null>;
  declare fileId: CreationOptional<string | null>;
  declare cancelledAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare file?: NonAttribute<StoredFile | null>;
  declare failures?: NonAttribute<ReportItem[]>;
}

Report.init(
  {
    id: idColumn(),
    kind: { type: DataTypes.TEXT, allowNull: false },
    format: { type: DataTypes.TEXT, allowNull: false, defaultValue: "pdf" },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    classSessionId: reference("class_sessions", true),
    studentId: reference("students", true),
    formId: reference("forms", true),
    termId: reference("terms", true),
    templateVersion: { type: DataTypes.TEXT, allowNull: true },
    requestedBy: { type: DataTypes.TEXT, allowNull: false },
    error: { type: DataTypes.TEXT, allowNull: true },
    fileId: reference("files", true),
    cancelledAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("reports", { modelName: "Report" }),
);
audited(Report);
