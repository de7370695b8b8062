import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inPublic, reference } from "../base.js";

/** A global key: a superadmin's, names its school by X-Schema-Name. */
export class PlatformApiKey extends Model<InferAttributes<PlatformApiKey>, InferCreationAttributes<PlatformApiKey>> {
  declare id: CreationOptional<string>;
  declare userId: string;
  declare name: string;
  declare keyHash: string;
  declare permissions: string[];
  declare expiresAt: CreationOptional<Date | null>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

PlatformApiKey.init(
  {
    id: idColumn(),
    userId: reference("platform_users"),
    name: { type: DataTypes.TEXT, allowNull: false },
    keyHash: { type: DataTypes.TEXT, allowNull: false },
    permissions: { type: DataTypes.JSONB, allowNull: false },
    expiresAt: { type: DataTypes.DATE, allowNull: true },
    lastUsedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("platform_api_keys", "directory", { modelName: "PlatformApiKey" }),
);
audited(PlatformApiKey);
