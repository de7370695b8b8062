import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inSchool, reference } from "../base.js";

/** What a contact and the chatbot talk about now; one a contact. */
export class Conversation extends Model<InferAttributes<Conversation>, InferCreationAttributes<Conversation>> {
  declare id: CreationOptional<string>;
  declare contactId: string;
  declare guardianId: CreationOptional<string | null>;
  declare state: CreationOptional<Record<string, unknown>>;
  declare mode: CreationOptional<string>;
  declare assignedTo: CreationOptional<string | null>;
  declare language: CreationOptional<string | null>;
  declare lastMessageAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

Conversation.init(
  {
    id: idColumn(),
    contactId: { type: DataTypes.UUID, allowNull: false },
    guardianId: reference("guardians", true),
    state: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
    mode: { type: DataTypes.TEXT, allowNull: false, defaultValue: "bot" },
    assignedTo: reference("staff", true),
    language: { type: DataTypes.TEXT, allowNull: true },
    lastMessageAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("conversations", { modelName: "Conversation" }),
);
