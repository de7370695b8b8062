import { DataTypes, Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { inPublic, reference } from "../base.js";
import { savedViewColumns, type SavedViewRow } from "../frameColumns.js";

/** A list as a platform user keeps it, his own or shared with one of the three roles. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in SavedViewRow
export class PlatformSavedView extends Model<
  InferAttributes<PlatformSavedView>,
  InferCreationAttributes<PlatformSavedView>
> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface PlatformSavedView extends SavedViewRow {}

PlatformSavedView.init(
  savedViewColumns(reference("platform_users"), { type: DataTypes.TEXT, allowNull: true }),
  inPublic("platform_saved_views", "directory", { modelName: "PlatformSavedView" }),
);
audited(PlatformSavedView);
