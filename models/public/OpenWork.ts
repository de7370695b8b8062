import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** Rows of all schools that wait for a pump: who has few running goes first. */
export class OpenWork extends Model<InferAttributes<OpenWork>, InferCreationAttributes<OpenWork>> {
  declare id: CreationOptional<string>;
  declare kind: string;
  declare clientId: string;
  declare running: CreationOptional<number>;
  declare queuedAt: Date;
}

OpenWork.init(
  {
    id: idColumn(),
    kind: { type: DataTypes.TEXT, allowNull: false },
    clientId: reference("clients"),
    running: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    queuedAt: { type: DataTypes.DATE, allowNull: false },
  },
  inPublic("open_work", "school-side", { version: false, timestamps: false, modelName: "OpenWork" }),
);
