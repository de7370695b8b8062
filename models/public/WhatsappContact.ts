import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** A person who writes to a school, by phone or user id. The row is the lease of its conversation (`busyUntil`, `leaseToken`); `outgoing` counts its outbox rows. */
export class WhatsappContact extends Model<InferAttributes<WhatsappContact>, InferCreationAttributes<WhatsappContact>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare clientRole: string;
  declare waId: CreationOptional<string | null>;
  declare bsuid: CreationOptional<string | null>;
  declare phone: CreationOptional<string | null>;
  declare lastInboundAt: CreationOptional<Date | null>;
  declare optedOutAt: CreationOptional<Date | null>;
  declare outgoing: CreationOptional<number>;
  declare busyUntil: CreationOptional<Date | null>;
  declare leaseToken: CreationOptional<string | null>;
  declare sendAfter: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

WhatsappContact.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    clientRole: { type: DataTypes.TEXT, allowNull: false },
    waId: { type: DataTypes.TEXT, allowNull: true },
    bsuid: { type: DataTypes.TEXT, allowNull: true },
    phone: { type: DataTypes.TEXT, allowNull: true },
    lastInboundAt: { type: DataTypes.DATE, allowNull: true },
    optedOutAt: { type: DataTypes.DATE, allowNull: true },
    outgoing: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    busyUntil: { type: DataTypes.DATE, allowNull: true },
    leaseToken: { type: DataTypes.UUID, allowNull: true },
    sendAfter: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("whatsapp_contacts", "school-side", { version: false, modelName: "WhatsappContact" }),
);
