import { Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { audited } from "../../app/audit/audited.js";
import { inPublic, reference } from "../base.js";
import { preferenceColumns, type PreferenceRow } from "../frameColumns.js";

/** How a platform user wants the panel. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in PreferenceRow
export class PlatformPreference extends Model<
  InferAttributes<PlatformPreference>,
  InferCreationAttributes<PlatformPreference>
> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface PlatformPreference extends PreferenceRow {}

PlatformPreference.init(
  preferenceColumns(reference("platform_users")),
  inPublic("platform_preferences", "directory", { modelName: "PlatformPreference" }),
);
audited(PlatformPreference);
