import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool } from "../base.js";

/** A wrong proof, counted for its admission number and day. */
export class ProofFailure extends Model<InferAttributes<ProofFailure>, InferCreationAttributes<ProofFailure>> {
  declare id: CreationOptional<string>;
  declare contactId: string;
  declare admissionNumber: CreationOptional<string | null>;
  declare at: Date;
}

ProofFailure.init(
  {
    id: idColumn(),
    contactId: { type: DataTypes.UUID, allowNull: false },
    admissionNumber: { type: DataTypes.TEXT, allowNull: true },
    at: { type: DataTypes.DATE, allowNull: false },
  },
  inSchool("proof_failures", { version: false, timestamps: false, modelName: "ProofFailure" }),
);
