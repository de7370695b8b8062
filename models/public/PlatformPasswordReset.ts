import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** A mailed token by which a platform user may set a new password once; only its hash is kept. */
export class PlatformPasswordReset extends Model<
  InferAttributes<PlatformPasswordReset>,
  InferCreationAttributes<PlatformPasswordReset>
> {
  declare id: CreationOptional<string>;
  declare userId: string;
  declare tokenHash: string;
  declare expiresAt: Date;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

PlatformPasswordReset.init(
  {
    id: idColumn(),
    userId: reference("platform_users"),
    tokenHash: { type: DataTypes.TEXT, allowNull: false },
    expiresAt: { type: DataTypes.DATE, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("platform_password_resets", "directory", { version: false, modelName: "PlatformPasswordReset" }),
);
