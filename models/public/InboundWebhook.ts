import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic } from "../base.js";

/** A webhook's body as Meta sent it: the platform's only, since one body can hold several schools. `notes` says what became of what is no message. */
export class InboundWebhook extends Model<InferAttributes<InboundWebhook>, InferCreationAttributes<InboundWebhook>> {
  declare id: CreationOptional<string>;
  declare receivedAt: Date;
  declare bytes: Buffer;
  declare sha256: string;
  declare notes: CreationOptional<Record<string, unknown>>;
}

InboundWebhook.init(
  {
    id: idColumn(),
    receivedAt: { type: DataTypes.DATE, allowNull: false },
    bytes: { type: DataTypes.BLOB, allowNull: false },
    sha256: { type: DataTypes.TEXT, allowNull: false },
    notes: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
  },
  inPublic("inbound_webhooks", "directory", { version: false, timestamps: false, modelName: "InboundWebhook" }),
);
