import { Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { inPublic } from "../base.js";
import { mailColumns, type MailRow } from "./mailColumns.js";

/** Mail of the platform's own users, who have no client: in the directory. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in MailRow
export class PlatformOutgoingMail extends Model<
  InferAttributes<PlatformOutgoingMail>,
  InferCreationAttributes<PlatformOutgoingMail>
> {}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface PlatformOutgoingMail extends MailRow {}

PlatformOutgoingMail.init(
  { ...mailColumns() },
  inPublic("platform_outbox_messages", "directory", {
    version: false,
    modelName: "PlatformOutgoingMail",
    defaultScope: { where: { channel: "mail" } },
  }),
);
