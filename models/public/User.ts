import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { keptWhileActing } from "../../app/policies/whileActing.js";
import type { RoleAssignment } from "../school/RoleAssignment.js";
import { idColumn, inPublic, reference } from "../base.js";

/** A school's user: signs in; its profile and roles stand in the school. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare email: CreationOptional<string | null>;
  declare phone: CreationOptional<string | null>;
  declare firstName: string;
  declare lastName: string;
  declare passwordHash: string;
  declare status: CreationOptional<string>;
  declare demo: CreationOptional<boolean>;
  declare tokenVersion: CreationOptional<number>;
  declare lastLoginAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;

  declare assignments?: NonAttribute<RoleAssignment[]>;
}

User.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    email: { type: DataTypes.TEXT, allowNull: true },
    phone: { type: DataTypes.TEXT, allowNull: true },
    firstName: { type: DataTypes.TEXT, allowNull: false },
    lastName: { type: DataTypes.TEXT, allowNull: false },
    passwordHash: { type: DataTypes.TEXT, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "active" },
    demo: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    tokenVersion: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    lastLoginAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("users", "school-side", { modelName: "User" }),
);
audited(User);
keptWhileActing(User);
