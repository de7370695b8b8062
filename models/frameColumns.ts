import { DataTypes, type CreationOptional, type ModelAttributeColumnOptions, type ModelAttributes } from "sequelize";
import { idColumn } from "./base.js";

/** What a school's and the platform's tables of the panel's frame have in common: told once, for both twins. */
interface Stamped {
  id: CreationOptional<string>;
  createdAt: CreationOptional<Date>;
  updatedAt: CreationOptional<Date>;
  version: CreationOptional<number>;
}
export interface SavedViewRow extends Stamped {
  userId: string;
  roleId: CreationOptional<string | null>;
  resource: string;
  name: string;
  query: string;
  position: CreationOptional<number>;
  isDefault: CreationOptional<boolean>;
}
export interface PreferenceRow extends Stamped {
  userId: string;
  value: Record<string, unknown>;
}
export interface RecentRecordRow {
  id: CreationOptional<string>;
  userId: string;
  resource: string;
  recordId: string;
  at: Date;
}

const stamps = {
  createdAt: DataTypes.DATE,
  updatedAt: DataTypes.DATE,
  version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
};

/** `user` is the owner's column: with a reference on the platform, without one in a school. */
export const savedViewColumns = (user: ModelAttributeColumnOptions, role: ModelAttributeColumnOptions) =>
  ({
    id: idColumn(),
    userId: user,
    roleId: role,
    resource: { type: DataTypes.TEXT, allowNull: false },
    name: { type: DataTypes.TEXT, allowNull: false },
    query: { type: DataTypes.TEXT, allowNull: false },
    position: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    isDefault: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    ...stamps,
  }) satisfies ModelAttributes;

export const preferenceColumns = (user: ModelAttributeColumnOptions) =>
  ({
    id: idColumn(),
    userId: user,
    value: { type: DataTypes.JSONB, allowNull: false },
    ...stamps,
  }) satisfies ModelAttributes;

export const recentRecordColumns = (user: ModelAttributeColumnOptions) =>
  ({
    id: idColumn(),
    userId: user,
    resource: { type: DataTypes.TEXT, allowNull: false },
    recordId: { type: DataTypes.UUID, allowNull: false },
    at: { type: DataTypes.DATE, allowNull: false },
  }) satisfies ModelAttributes;
