import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** Long work that a client polls. */
export class Operation extends Model<InferAttributes<Operation>, InferCreationAttributes<Operation>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare kind: string;
  declare status: CreationOptional<string>;
  declare done: CreationOptional<number>;
  declare total: CreationOptional<number>;
  declare error: CreationOptional<string | null>;
  declare result: CreationOptional<Record<string, unknown> | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

Operation.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    kind: { type: DataTypes.TEXT, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    done: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    total: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    error: { type: DataTypes.TEXT, allowNull: true },
    result: { type: DataTypes.JSONB, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("operations", "school-side", { version: false, modelName: "Operation" }),
);
