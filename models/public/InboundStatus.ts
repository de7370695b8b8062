import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** What Meta told of a message of ours: kept until the outbox row that it means is known. */
export class InboundStatus extends Model<InferAttributes<InboundStatus>, InferCreationAttributes<InboundStatus>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare clientRole: string;
  declare phoneNumberId: string;
  declare wamid: string;
  declare status: string;
  declare at: Date;
  declare tracking: CreationOptional<string | null>;
  declare errors: CreationOptional<unknown[]>;
  declare pricing: CreationOptional<Record<string, unknown> | null>;
  declare matchedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

InboundStatus.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    clientRole: { type: DataTypes.TEXT, allowNull: false },
    phoneNumberId: { type: DataTypes.TEXT, allowNull: false },
    wamid: { type: DataTypes.TEXT, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false },
    at: { type: DataTypes.DATE, allowNull: false },
    tracking: { type: DataTypes.TEXT, allowNull: true },
    errors: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
    pricing: { type: DataTypes.JSONB, allowNull: true },
    matchedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: { type: DataTypes.DATE, allowNull: false },
  },
  inPublic("inbound_statuses", "school-side", { version: false, timestamps: false, modelName: "InboundStatus" }),
);
