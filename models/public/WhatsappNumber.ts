import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inPublic, reference } from "../base.js";

/** A WhatsApp number and the client it belongs to; secrets are sealed. */
export class WhatsappNumber extends Model<InferAttributes<WhatsappNumber>, InferCreationAttributes<WhatsappNumber>> {
  declare id: CreationOptional<string>;
  declare clientId: CreationOptional<string | null>;
  declare phoneNumberId: string;
  declare displayNumber: string;
  declare accessToken: CreationOptional<string | null>;
  declare appSecret: CreationOptional<string | null>;
  declare verifyToken: CreationOptional<string | null>;
  declare status: CreationOptional<string>;
  declare pausedUntil: CreationOptional<Date | null>;
  declare alert: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

WhatsappNumber.init(
  {
    id: idColumn(),
    clientId: reference("clients", true),
    phoneNumberId: { type: DataTypes.TEXT, allowNull: false },
    displayNumber: { type: DataTypes.TEXT, allowNull: false },
    accessToken: { type: DataTypes.TEXT, allowNull: true },
    appSecret: { type: DataTypes.TEXT, allowNull: true },
    verifyToken: { type: DataTypes.TEXT, allowNull: true },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "active" },
    pausedUntil: { type: DataTypes.DATE, allowNull: true },
    alert: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("whatsapp_numbers", "directory", { modelName: "WhatsappNumber" }),
);
audited(WhatsappNumber);
