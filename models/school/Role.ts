import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { keptWhileActing } from "../../app/policies/whileActing.js";
import { idColumn, inSchool } from "../base.js";

/** A set of permission codes. */
export class Role extends Model<InferAttributes<Role>, InferCreationAttributes<Role>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare preset: CreationOptional<string | null>;
  declare permissions: string[];
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

Role.init(
  {
    id: idColumn(),
    name: { type: DataTypes.TEXT, allowNull: false },
    preset: { type: DataTypes.TEXT, allowNull: true },
    permissions: { type: DataTypes.JSONB, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("roles", { modelName: "Role" }),
);
audited(Role);
keptWhileActing(Role);
