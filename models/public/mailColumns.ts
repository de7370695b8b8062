import { DataTypes, type CreationOptional, type ModelAttributes } from "sequelize";
import { idColumn } from "../base.js";

/** What both outboxes know of a mail. `address` is who asked for it; whom it goes to is looked up when it leaves. */
export interface MailRow {
  id: CreationOptional<string>;
  channel: CreationOptional<string>;
  kind: string;
  address: string;
  place: CreationOptional<number>;
  payload: CreationOptional<Record<string, unknown>>;
  state: CreationOptional<string>;
  attempts: CreationOptional<number>;
  notBefore: CreationOptional<Date>;
  expiresAt: Date | null;
  leaseUntil: CreationOptional<Date | null>;
  leaseToken: CreationOptional<string | null>;
  error: CreationOptional<string | null>;
  createdAt: CreationOptional<Date>;
  updatedAt: CreationOptional<Date>;
}

/** The columns of `MailRow`; a mail has no place among others and its payload holds no secret. */
export const mailColumns = () =>
  ({
    id: idColumn(),
    channel: { type: DataTypes.TEXT, allowNull: false, defaultValue: "mail" },
    kind: { type: DataTypes.TEXT, allowNull: false },
    address: { type: DataTypes.TEXT, allowNull: false },
    place: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    payload: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
    state: { type: DataTypes.TEXT, allowNull: false, defaultValue: "queued" },
    attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    notBefore: { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW },
    expiresAt: { type: DataTypes.DATE, allowNull: true },
    leaseUntil: { type: DataTypes.DATE, allowNull: true },
    leaseToken: { type: DataTypes.UUID, allowNull: true },
    error: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  }) satisfies ModelAttributes;
