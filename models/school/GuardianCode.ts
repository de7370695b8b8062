import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** A printed code with which a phone becomes a guardian's, once. Only its hash is kept. */
export class GuardianCode extends Model<InferAttributes<GuardianCode>, InferCreationAttributes<GuardianCode>> {
  declare id: CreationOptional<string>;
  declare guardianId: string;
  declare codeHash: string;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

GuardianCode.init(
  {
    id: idColumn(),
    guardianId: reference("guardians"),
    codeHash: { type: DataTypes.TEXT, allowNull: false },
    expiresAt: { type: DataTypes.DATE, allowNull: false },
    usedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("guardian_codes", { version: false, modelName: "GuardianCode" }),
);
