import { DataTypes, Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { inSchool } from "../base.js";
import { recentRecordColumns, type RecentRecordRow } from "../frameColumns.js";

/** A record that a user opened; looking is no change, so no entry in the trail. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in RecentRecordRow
export class RecentRecord extends Model<InferAttributes<RecentRecord>, InferCreationAttributes<RecentRecord>> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface RecentRecord extends RecentRecordRow {}

RecentRecord.init(
  recentRecordColumns({ type: DataTypes.UUID, allowNull: false }),
  inSchool("recent_records", { version: false, timestamps: false, modelName: "RecentRecord" }),
);
