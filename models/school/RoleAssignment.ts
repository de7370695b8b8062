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
import type { Role } from "./Role.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A role given to a user. */
export class RoleAssignment extends Model<InferAttributes<RoleAssignment>, InferCreationAttributes<RoleAssignment>> {
  declare id: CreationOptional<string>;
  declare userId: string;
  declare roleId: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare role?: NonAttribute<Role>;
}

RoleAssignment.init(
  {
    id: idColumn(),
    userId: { type: DataTypes.UUID, allowNull: false },
    roleId: reference("roles"),
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("role_assignments", { version: false, modelName: "RoleAssignment" }),
);
audited(RoleAssignment);
keptWhileActing(RoleAssignment);
