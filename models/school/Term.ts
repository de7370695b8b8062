import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
} from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { Session } from "./Session.js";
import { fieldError, invalid } from "../../app/errors.js";
import { endsAfterStart, liesWithin } from "./inOrder.js";
import { idColumn, inSchool, reference } from "../base.js";

/** A part of a session, in order. */
export class Term extends Model<InferAttributes<Term>, InferCreationAttributes<Term>> {
  declare id: CreationOptional<string>;
  declare sessionId: string;
  declare name: string;
  declare number: number;
  declare startsOn: string;
  declare endsOn: string;
  declare isCurrent: CreationOptional<boolean>;
  declare nextTermBegins: CreationOptional<string | null>;
  declare publishedAt: CreationOptional<Date | null>;
  declare scales: CreationOptional<Record<string, unknown> | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
  declare session?: NonAttribute<Session>;
}

Term.init(
  {
    id: idColumn(),
    sessionId: reference("sessions"),
    name: { type: DataTypes.TEXT, allowNull: false },
    number: { type: DataTypes.INTEGER, allowNull: false },
    startsOn: { type: DataTypes.DATEONLY, allowNull: false },
    endsOn: { type: DataTypes.DATEONLY, allowNull: false },
    isCurrent: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    nextTermBegins: { type: DataTypes.DATEONLY, allowNull: true },
    publishedAt: { type: DataTypes.DATE, allowNull: true },
    scales: { type: DataTypes.JSONB, allowNull: true },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("terms", { modelName: "Term" }),
);
audited(Term);
Term.addHook("beforeSave", async (row: Term) => {
  endsAfterStart(row);
  liesWithin(row, await Session.findByPk(row.sessionId), "session");
  if (row.nextTermBegins != null && row.nextTermBegins <= row.endsOn)
    throw invalid(fieldError("/nextTermBegins", "must be after the last day", "order"));
});
