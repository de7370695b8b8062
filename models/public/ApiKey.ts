import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { keptWhileActing } from "../../app/policies/whileActing.js";
import { idColumn, inPublic, reference } from "../base.js";

/** A school's key for other software; only its hash is kept. */
export class ApiKey extends Model<InferAttributes<ApiKey>, InferCreationAttributes<ApiKey>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare name: string;
  declare keyHash: string;
  declare permissions: string[];
  declare expiresAt: CreationOptional<Date | null>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

ApiKey.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    name: { type: DataTypes.TEXT, allowNull: false },
    keyHash: { type: DataTypes.TEXT, allowNull: false },
    permissions: { type: DataTypes.JSONB, allowNull: false },
    expiresAt: { type: DataTypes.DATE, allowNull: true },
    lastUsedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("api_keys", "school-side", { modelName: "ApiKey" }),
);
audited(ApiKey);
keptWhileActing(ApiKey);
