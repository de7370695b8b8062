import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** Long work on a school, that a client polls. The row is its record: what was asked, which steps are done, whose turn it is. */
export class Operation extends Model<InferAttributes<Operation>, InferCreationAttributes<Operation>> {
  declare id: CreationOptional<string>;
  /** null once the school is gone. */
  declare clientId: string | null;
  declare clientRole: string | null;
  declare kind: string;
  declare status: CreationOptional<string>;
  declare done: CreationOptional<number>;
  declare total: CreationOptional<number>;
  /** Why it failed; set while it still runs, it is being taken back. */
  declare error: CreationOptional<string | null>;
  declare result: CreationOptional<Record<string, unknown> | null>;
  /** The client that it makes. */
  declare makes: CreationOptional<string | null>;
  declare input: Record<string, unknown>;
  declare steps: CreationOptional<string[]>;
  declare actorId: string;
  declare actorName: string;
  declare attempts: CreationOptional<number>;
  declare cancelAt: CreationOptional<Date | null>;
  declare leaseUntil: CreationOptional<Date | null>;
  declare leaseToken: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

Operation.init(
  {
    id: idColumn(),
    clientId: reference("clients", true),
    clientRole: { type: DataTypes.TEXT, allowNull: true },
    kind: { type: DataTypes.TEXT, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    done: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    total: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    error: { type: DataTypes.TEXT, allowNull: true },
    result: { type: DataTypes.JSONB, allowNull: true },
    makes: { type: DataTypes.UUID, allowNull: true },
    input: { type: DataTypes.JSONB, allowNull: false },
    steps: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
    actorId: { type: DataTypes.TEXT, allowNull: false },
    actorName: { type: DataTypes.TEXT, allowNull: false },
    attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    cancelAt: { type: DataTypes.DATE, allowNull: true },
    leaseUntil: { type: DataTypes.DATE, allowNull: true },
    leaseToken: { type: DataTypes.UUID, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("operations", "school-side", { version: false, modelName: "Operation" }),
);
