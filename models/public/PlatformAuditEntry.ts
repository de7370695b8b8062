import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic } from "../base.js";

/** The platform's trail: only added to. */
export class PlatformAuditEntry extends Model<
  InferAttributes<PlatformAuditEntry>,
  InferCreationAttributes<PlatformAuditEntry>
> {
  declare id: CreationOptional<string>;
  declare at: Date;
  declare actorId: string;
  declare actorName: string;
  declare actorKind: string;
  declare impersonatorId: CreationOptional<string | null>;
  declare action: string;
  declare entity: string;
  declare entityId: string;
  declare before: CreationOptional<Record<string, unknown> | null>;
  declare after: CreationOptional<Record<string, unknown> | null>;
  declare requestId: CreationOptional<string | null>;
}

PlatformAuditEntry.init(
  {
    id: idColumn(),
    at: { type: DataTypes.DATE, allowNull: false },
    actorId: { type: DataTypes.TEXT, allowNull: false },
    actorName: { type: DataTypes.TEXT, allowNull: false },
    actorKind: { type: DataTypes.TEXT, allowNull: false },
    impersonatorId: { type: DataTypes.TEXT, allowNull: true },
    action: { type: DataTypes.TEXT, allowNull: false },
    entity: { type: DataTypes.TEXT, allowNull: false },
    entityId: { type: DataTypes.TEXT, allowNull: false },
    before: { type: DataTypes.JSONB, allowNull: true },
    after: { type: DataTypes.JSONB, allowNull: true },
    requestId: { type: DataTypes.TEXT, allowNull: true },
  },
  inPublic("audit_log", "directory", { version: false, timestamps: false, modelName: "PlatformAuditEntry" }),
);
