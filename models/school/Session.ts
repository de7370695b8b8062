import {
  DataTypes,
  Model,
  Op,
  type ModelStatic,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
} from "sequelize";
import { sequelize } from "../../app/database/connection.js";
import { audited } from "../../app/audit/audited.js";
import { fieldError, invalid } from "../../app/errors.js";
import type { Term as TermModel } from "./Term.js";
import { endsAfterStart } from "./inOrder.js";
import { idColumn, inSchool } from "../base.js";

/** An academic year; exactly one is current. */
export class Session extends Model<InferAttributes<Session>, InferCreationAttributes<Session>> {
  declare id: CreationOptional<string>;
  declare name: string;
  declare startsOn: string;
  declare endsOn: string;
  declare isCurrent: CreationOptional<boolean>;
  declare status: CreationOptional<string>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
  declare version: CreationOptional<number>;
}

Session.init(
  {
    id: idColumn(),
    name: { type: DataTypes.TEXT, allowNull: false },
    startsOn: { type: DataTypes.DATEONLY, allowNull: false },
    endsOn: { type: DataTypes.DATEONLY, allowNull: false },
    isCurrent: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: "planned" },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
    version: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  inSchool("sessions", { modelName: "Session" }),
);
audited(Session);
Session.addHook("beforeSave", async (row: Session) => {
  endsAfterStart(row);
  if (row.isNewRecord || !(row.changed("startsOn") || row.changed("endsOn"))) return;
  // By name: Term imports this file.
  const Term = sequelize.model("Term") as ModelStatic<TermModel>;
  const outside = await Term.findOne({
    where: {
      sessionId: row.id,
      [Op.or]: [{ startsOn: { [Op.lt]: row.startsOn } }, { endsOn: { [Op.gt]: row.endsOn } }],
    },
  });
  if (outside)
    throw invalid(
      fieldError(outside.startsOn < row.startsOn ? "/startsOn" : "/endsOn", `${outside.name} lies outside`, "outside"),
    );
});
