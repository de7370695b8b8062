import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inSchool, reference } from "../base.js";

/** In which class session a registration stood, from when to when. */
export class Placement extends Model<InferAttributes<Placement>, InferCreationAttributes<Placement>> {
  declare id: CreationOptional<string>;
  declare registrationId: string;
  declare classSessionId: string;
  declare from: string;
  declare to: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

Placement.init(
  {
    id: idColumn(),
    registrationId: reference("registrations"),
    classSessionId: reference("class_sessions"),
    from: { type: DataTypes.DATEONLY, allowNull: false },
    to: { type: DataTypes.DATEONLY, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("placements", { version: false, modelName: "Placement" }),
);
audited(Placement);
