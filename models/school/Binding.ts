import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** A contact that has proven to be a guardian, and how; ended when the proof is void. */
export class Binding extends Model<InferAttributes<Binding>, InferCreationAttributes<Binding>> {
  declare id: CreationOptional<string>;
  declare contactId: string;
  declare guardianId: string;
  declare proof: string;
  declare provenAt: Date;
  declare endedAt: CreationOptional<Date | null>;
  declare endReason: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

Binding.init(
  {
    id: idColumn(),
    contactId: { type: DataTypes.UUID, allowNull: false },
    guardianId: reference("guardians"),
    proof: { type: DataTypes.TEXT, allowNull: false },
    provenAt: { type: DataTypes.DATE, allowNull: false },
    endedAt: { type: DataTypes.DATE, allowNull: true },
    endReason: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("bindings", { version: false, modelName: "Binding" }),
);
