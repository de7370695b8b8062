import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** One line of a conversation. Its id is that of the inbound or outbox row. */
export class ConversationMessage extends Model<
  InferAttributes<ConversationMessage>,
  InferCreationAttributes<ConversationMessage>
> {
  declare id: CreationOptional<string>;
  declare conversationId: string;
  declare direction: string;
  declare kind: string;
  declare text: CreationOptional<string | null>;
  declare at: Date;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

ConversationMessage.init(
  {
    id: idColumn(),
    conversationId: reference("conversations"),
    direction: { type: DataTypes.TEXT, allowNull: false },
    kind: { type: DataTypes.TEXT, allowNull: false },
    text: { type: DataTypes.TEXT, allowNull: true },
    at: { type: DataTypes.DATE, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("conversation_messages", { version: false, modelName: "ConversationMessage" }),
);
