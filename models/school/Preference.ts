import { DataTypes, Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { inSchool } from "../base.js";
import { preferenceColumns, type PreferenceRow } from "../frameColumns.js";

/** How a user of the school wants the panel: one row a user. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in PreferenceRow
export class Preference extends Model<InferAttributes<Preference>, InferCreationAttributes<Preference>> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface Preference extends PreferenceRow {}

Preference.init(
  preferenceColumns({ type: DataTypes.UUID, allowNull: false }),
  inSchool("preferences", { modelName: "Preference" }),
);
audited(Preference);
