import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { idColumn, inPublic } from "../base.js";

/** A school as a tenant. On the wire and on screens it is called "school". */
export class Client extends Model<InferAttributes<Client>, InferCreationAttributes<Client>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare schemaName: string;
  declare roleName: string;
  declare code: string;
  declare status: CreationOptional<string>;
  declare placement: CreationOptional<string | null>;
  declare timezone: string;
  declare country: string;
  declare locale: string;
  declare schemaLevel: CreationOptional<string | null>;
  declare migrationError: CreationOptional<string | null>;
  declare deletedAt: CreationOptional<Date | null>;
  /** What a deleted school was, and will be when it is restored. */
  declare statusBefore: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

Client.init(
  {
    id: idColumn(),
    name: { type: DataTypes.TEXT, allowNull: false },
    schemaName: { type: DataTypes.TEXT, allowNull: false },
    roleName: { type: DataTypes.TEXT, allowNull: false },
    code: { type: DataTypes.TEXT, allowNull: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "creating" },
    placement: { type: DataTypes.TEXT, allowNull: true },
    timezone: { type: DataTypes.TEXT, allowNull: false },
    country: { type: DataTypes.TEXT, allowNull: false },
    locale: { type: DataTypes.TEXT, allowNull: false },
    schemaLevel: { type: DataTypes.TEXT, allowNull: true },
    migrationError: { type: DataTypes.TEXT, allowNull: true },
    deletedAt: { type: DataTypes.DATE, allowNull: true },
    statusBefore: { type: DataTypes.TEXT, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inPublic("clients", "directory", { modelName: "Client" }),
);
audited(Client);
