import { DataTypes, type ModelAttributeColumnOptions, type ModelOptions, type Model } from "sequelize";
import { sequelize } from "../app/database/connection.js";
import { uuidv7 } from "../app/ids.js";

/** Every row's key: UUIDv7, made here. */
export const idColumn = (): ModelAttributeColumnOptions => ({
  type: DataTypes.UUID,
  primaryKey: true,
  defaultValue: () => uuidv7(),
});

/** A column that leads to another table; AdminJS reads the reference from here. */
export const reference = (table: string, allowNull = false): ModelAttributeColumnOptions => ({
  type: DataTypes.UUID,
  allowNull,
  references: { model: table, key: "id" },
});

/** Kinds of public tables: on the directory's server, or on the school's beside its schema (design.md 4). */
export type PublicKind = "directory" | "school-side";
const kinds = new Map<string, PublicKind>();
export const publicKinds: ReadonlyMap<string, PublicKind> = kinds;

/** Options of a table inside a school: no schema, the scope's path decides. */
export function inSchool<M extends Model>(
  tableName: string,
  more: ModelOptions<M> = {},
): ModelOptions<M> & { sequelize: typeof sequelize } {
  return { sequelize, tableName, underscored: true, version: true, ...more };
}

/** Options of a table of public; each says which kind it is. */
export function inPublic<M extends Model>(
  tableName: string,
  kind: PublicKind,
  more: ModelOptions<M> = {},
): ModelOptions<M> & { sequelize: typeof sequelize } {
  kinds.set(tableName, kind);
  return { sequelize, schema: "public", tableName, underscored: true, version: true, ...more };
}
