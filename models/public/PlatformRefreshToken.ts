import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** A refresh token of a platform user; a family ends when an old one comes back. */
export class PlatformRefreshToken extends Model<
  InferAttributes<PlatformRefreshToken>,
  InferCreationAttributes<PlatformRefreshToken>
> {
  declare id: CreationOptional<string>;
  declare userId: string;
  declare family: string;
  declare tokenHash: string;
  declare usedAt: CreationOptional<Date | null>;
  declare expiresAt: Date;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

PlatformRefreshToken.init(
  {
    id: idColumn(),
    userId: reference("platform_users"),
    family: { type: DataTypes.UUID, allowNull: false },
    tokenHash: { type: DataTypes.TEXT, allowNull: false },
    usedAt: { type: DataTypes.DATE, allowNull: true },
    expiresAt: { type: DataTypes.DATE, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("platform_refresh_tokens", "directory", { version: false, modelName: "PlatformRefreshToken" }),
);
