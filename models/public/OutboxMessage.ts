import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** A WhatsApp message on its way to a contact; `place` is its order among the contact's. The table's mail is OutgoingMail. */
export class OutboxMessage extends Model<InferAttributes<OutboxMessage>, InferCreationAttributes<OutboxMessage>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare clientRole: string;
  declare channel: string;
  declare kind: string;
  declare contactId: string;
  declare place: number;
  declare phoneNumberId: string;
  declare payload: Record<string, unknown>;
  declare state: CreationOptional<string>;
  declare attempts: CreationOptional<number>;
  declare refusals: CreationOptional<number>;
  declare notBefore: CreationOptional<Date>;
  declare expiresAt: CreationOptional<Date | null>;
  declare leaseUntil: CreationOptional<Date | null>;
  declare leaseToken: CreationOptional<string | null>;
  declare wamid: CreationOptional<string | null>;
  declare errorCode: CreationOptional<number | null>;
  declare error: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

OutboxMessage.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    clientRole: { type: DataTypes.TEXT, allowNull: false },
    channel: { type: DataTypes.TEXT, allowNull: false },
    kind: { type: DataTypes.TEXT, allowNull: false },
    contactId: reference("whatsapp_contacts"),
    place: { type: DataTypes.INTEGER, allowNull: false },
    phoneNumberId: { type: DataTypes.TEXT, allowNull: false },
    payload: { type: DataTypes.JSONB, allowNull: false },
    state: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    refusals: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    notBefore: { type: DataTypes.DATE, allowNull: false },
    expiresAt: { type: DataTypes.DATE, allowNull: true },
    leaseUntil: { type: DataTypes.DATE, allowNull: true },
    leaseToken: { type: DataTypes.UUID, allowNull: true },
    wamid: { type: DataTypes.TEXT, allowNull: true },
    errorCode: { type: DataTypes.INTEGER, allowNull: true },
    error: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("outbox_messages", "school-side", {
    version: false,
    modelName: "OutboxMessage",
    defaultScope: { where: { channel: "whatsapp" } },
  }),
);
