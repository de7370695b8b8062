import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inPublic } from "../base.js";

/** Somebody who runs the platform: superadmin, operator or support. */
export class PlatformUser extends Model<InferAttributes<PlatformUser>, InferCreationAttributes<PlatformUser>> {
  declare id: CreationOptional<string>;
  declare email: string;
  declare phone: CreationOptional<string | null>;
  declare firstName: string;
  declare lastName: string;
  declare passwordHash: string;
  declare role: string;
  declare status: CreationOptional<string>;
  declare demo: CreationOptional<boolean>;
  declare tokenVersion: CreationOptional<number>;
  declare lastLoginAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

PlatformUser.init(
  {
    id: idColumn(),
    email: { type: DataTypes.TEXT, allowNull: false },
    phone: { type: DataTypes.TEXT, allowNull: true },
    firstName: { type: DataTypes.TEXT, allowNull: false },
    lastName: { type: DataTypes.TEXT, allowNull: false },
    passwordHash: { type: DataTypes.TEXT, allowNull: false },
    role: { type: DataTypes.TEXT, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "active" },
    demo: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    tokenVersion: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    lastLoginAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("platform_users", "directory", { modelName: "PlatformUser" }),
);
audited(PlatformUser);
