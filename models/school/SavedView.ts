import { DataTypes, Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { inSchool, reference } from "../base.js";
import { savedViewColumns, type SavedViewRow } from "../frameColumns.js";

/** A list as a user of the school keeps it, his own or shared with a role. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in SavedViewRow
export class SavedView extends Model<InferAttributes<SavedView>, InferCreationAttributes<SavedView>> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface SavedView extends SavedViewRow {}

SavedView.init(
  savedViewColumns({ type: DataTypes.UUID, allowNull: false }, reference("roles", true)),
  inSchool("saved_views", { modelName: "SavedView" }),
);
audited(SavedView);
