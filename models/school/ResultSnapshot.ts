import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** One registration's frozen result; never changed. */
export class ResultSnapshot extends Model<InferAttributes<ResultSnapshot>, InferCreationAttributes<ResultSnapshot>> {
  declare id: CreationOptional<string>;
  declare publicationId: string;
  declare registrationId: string;
  declare studentId: string;
  declare classSessionId: string;
  declare data: Record<string, unknown>;
  declare hash: string;
  declare createdAt: CreationOptional<Date>;
}

ResultSnapshot.init(
  {
    id: idColumn(),
    publicationId: reference("publications"),
    registrationId: reference("registrations"),
    studentId: reference("students"),
    classSessionId: reference("class_sessions"),
    data: { type: DataTypes.JSONB, allowNull: false },
    hash: { type: DataTypes.TEXT, allowNull: false },
    createdAt: DataTypes.DATE,
  },
  inSchool("result_snapshots", { version: false, updatedAt: false, modelName: "ResultSnapshot" }),
);
