import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inSchool, reference } from "../base.js";

/** What a term came to for one registration: an immutable, numbered snapshot. */
export class ReportCard extends Model<InferAttributes<ReportCard>, InferCreationAttributes<ReportCard>> {
  declare id: CreationOptional<string>;
  declare number: string;
  declare publicationId: string;
  declare studentId: string;
  declare registrationId: string;
  declare classSessionId: string;
  declare termId: string;
  declare version: number;
  declare status: CreationOptional<string>;
  declare inView: CreationOptional<boolean>;
  declare verificationCode: string;
  declare issuedAt: Date;
  declare revokedReason: CreationOptional<string | null>;
  declare snapshot: Record<string, unknown>;
  declare hash: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

ReportCard.init(
  {
    id: idColumn(),
    number: { type: DataTypes.TEXT, allowNull: false },
    publicationId: reference("publications"),
    studentId: reference("students"),
    registrationId: reference("registrations"),
    classSessionId: reference("class_sessions"),
    termId: reference("terms"),
    version: { type: DataTypes.INTEGER, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "current" },
    inView: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
    verificationCode: { type: DataTypes.TEXT, allowNull: false },
    issuedAt: { type: DataTypes.DATE, allowNull: false },
    revokedReason: { type: DataTypes.TEXT, allowNull: true },
    snapshot: { type: DataTypes.JSONB, allowNull: false },
    hash: { type: DataTypes.TEXT, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("report_cards", { version: false, modelName: "ReportCard" }),
);
audited(ReportCard);
