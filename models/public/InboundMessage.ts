import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** A message that came in, once a number and wamid. `content` is emptied when it is handled: the text then stands in the school. */
export class InboundMessage extends Model<InferAttributes<InboundMessage>, InferCreationAttributes<InboundMessage>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare clientRole: string;
  declare webhookId: string;
  declare phoneNumberId: string;
  declare wamid: string;
  declare contactId: string;
  declare waId: CreationOptional<string | null>;
  declare bsuid: CreationOptional<string | null>;
  declare sentAt: Date;
  declare type: string;
  declare content: CreationOptional<Record<string, unknown> | null>;
  declare state: CreationOptional<string>;
  declare attempts: CreationOptional<number>;
  declare error: CreationOptional<string | null>;
  declare handledAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

InboundMessage.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    clientRole: { type: DataTypes.TEXT, allowNull: false },
    webhookId: { type: DataTypes.UUID, allowNull: false },
    phoneNumberId: { type: DataTypes.TEXT, allowNull: false },
    wamid: { type: DataTypes.TEXT, allowNull: false },
    contactId: reference("whatsapp_contacts"),
    waId: { type: DataTypes.TEXT, allowNull: true },
    bsuid: { type: DataTypes.TEXT, allowNull: true },
    sentAt: { type: DataTypes.DATE, allowNull: false },
    type: { type: DataTypes.TEXT, allowNull: false },
    content: { type: DataTypes.JSONB, allowNull: true },
    state: { type: DataTypes.TEXT, allowNull: false, defaultValue: "received" },
    attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    error: { type: DataTypes.TEXT, allowNull: true },
    handledAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("inbound_messages", "school-side", { version: false, modelName: "InboundMessage" }),
);
