import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { keepSearchText } from "./searchText.js";
import { idColumn, inSchool } from "../base.js";

/** A parent or carer, reached by phone (E.164). */
export class Guardian extends Model<InferAttributes<Guardian>, InferCreationAttributes<Guardian>> {
  declare id: CreationOptional<string>;
  declare firstName: string;
  declare lastName: string;
  declare phone: string;
  declare otherPhones: CreationOptional<string[]>;
  declare email: CreationOptional<string | null>;
  declare language: CreationOptional<string | null>;
  declare whatsappConsent: CreationOptional<Record<string, unknown>>;
  declare searchText: CreationOptional<string>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare deletedAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
}

Guardian.init(
  {
    id: idColumn(),
    firstName: { type: DataTypes.TEXT, allowNull: false },
    lastName: { type: DataTypes.TEXT, allowNull: false },
    phone: { type: DataTypes.TEXT, allowNull: false },
    otherPhones: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
    email: { type: DataTypes.TEXT, allowNull: true },
    language: { type: DataTypes.TEXT, allowNull: true },
    whatsappConsent: { type: DataTypes.JSONB, allowNull: false, defaultValue: { state: "unknown" } },
    searchText: { type: DataTypes.TEXT, allowNull: false, defaultValue: "" },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    deletedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("guardians", { paranoid: true, modelName: "Guardian" }),
);
audited(Guardian);
keepSearchText(Guardian, ["firstName", "lastName", "phone", "otherPhones"]);
