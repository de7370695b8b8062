import { Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { inPublic, reference } from "../base.js";
import { recentRecordColumns, type RecentRecordRow } from "../frameColumns.js";

/** A record that a platform user opened. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in RecentRecordRow
export class PlatformRecentRecord extends Model<
  InferAttributes<PlatformRecentRecord>,
  InferCreationAttributes<PlatformRecentRecord>
> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface PlatformRecentRecord extends RecentRecordRow {}

PlatformRecentRecord.init(
  recentRecordColumns(reference("platform_users")),
  inPublic("platform_recent_records", "directory", {
    version: false,
    timestamps: false,
    modelName: "PlatformRecentRecord",
  }),
);
