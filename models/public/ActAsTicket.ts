import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { idColumn, inPublic, reference } from "../base.js";

/** A link by which one of the platform's people enters a school as one of its users, once. Its making and use are on the trails. */
export class ActAsTicket extends Model<InferAttributes<ActAsTicket>, InferCreationAttributes<ActAsTicket>> {
  declare id: CreationOptional<string>;
  declare clientId: string;
  declare platformUserId: string;
  declare platformTokenVersion: number;
  /** The school's user; no foreign key, since he stands on the school's server. */
  declare userId: string;
  declare reason: string;
  declare tokenHash: string;
  declare expiresAt: Date;
  declare usedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

ActAsTicket.init(
  {
    id: idColumn(),
    clientId: reference("clients"),
    platformUserId: reference("platform_users"),
    platformTokenVersion: { type: DataTypes.INTEGER, allowNull: false },
    userId: { type: DataTypes.UUID, allowNull: false },
    reason: { type: DataTypes.TEXT, allowNull: false },
    tokenHash: { type: DataTypes.TEXT, allowNull: false },
    expiresAt: { type: DataTypes.DATE, allowNull: false },
    usedAt: { type: DataTypes.DATE, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inPublic("act_as_tickets", "directory", { version: false, modelName: "ActAsTicket" }),
);
