import { DataTypes, Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { inPublic, reference } from "../base.js";

/** Which school a printed code belongs to. */
export class VerificationCode extends Model<
  InferAttributes<VerificationCode>,
  InferCreationAttributes<VerificationCode>
> {
  declare code: string;
  declare clientId: string;
  declare reportCardId: string;
}

VerificationCode.init(
  {
    code: { type: DataTypes.TEXT, primaryKey: true },
    clientId: reference("clients"),
    reportCardId: { type: DataTypes.UUID, allowNull: false },
  },
  inPublic("verification_codes", "school-side", { version: false, timestamps: false, modelName: "VerificationCode" }),
);
