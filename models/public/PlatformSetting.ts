import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inPublic } from "../base.js";

/** The platform's settings, one row a key. */
export class PlatformSetting extends Model<InferAttributes<PlatformSetting>, InferCreationAttributes<PlatformSetting>> {
  declare id: CreationOptional<string>;
  declare key: string;
  declare value: Record<string, unknown>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

PlatformSetting.init(
  {
    id: idColumn(),
    key: { type: DataTypes.TEXT, allowNull: false },
    value: { type: DataTypes.JSONB, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("platform_settings", "directory", { modelName: "PlatformSetting" }),
);
audited(PlatformSetting);
