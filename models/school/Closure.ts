import { DataTypes, Model, type CreationOptional, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { endsAfterStart, liesWithin } from "./inOrder.js";
import { Term } from "./Term.js";
import { idColumn, inSchool, reference } from "../base.js";

/** Days of a term on which the school is closed. */
export class Closure extends Model<InferAttributes<Closure>, InferCreationAttributes<Closure>> {
  declare id: CreationOptional<string>;
  declare termId: string;
  declare name: string;
  declare startsOn: string;
  declare endsOn: string;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

Closure.init(
  {
    id: idColumn(),
    termId: reference("terms"),
    name: { type: DataTypes.TEXT, allowNull: false },
    startsOn: { type: DataTypes.DATEONLY, allowNull: false },
    endsOn: { type: DataTypes.DATEONLY, allowNull: false },
    createdAt: DataTypes.DATE,
    updatedAt: DataTypes.DATE,
  },
  inSchool("closures", { version: false, modelName: "Closure" }),
);
audited(Closure);
Closure.addHook("beforeSave", async (row: Closure) => {
  endsAfterStart(row, { sameDay: true });
  liesWithin(row, await Term.findByPk(row.termId), "term");
});
