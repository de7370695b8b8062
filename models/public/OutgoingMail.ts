import { Model, type InferAttributes, type InferCreationAttributes } from "sequelize";
import { inPublic, reference } from "../base.js";
import { mailColumns, type MailRow } from "./mailColumns.js";

/** A school's mail in the outbox: rows of the channel mail only, as OutboxMessage's are those of WhatsApp. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the columns are told once, in MailRow
export class OutgoingMail extends Model<InferAttributes<OutgoingMail>, InferCreationAttributes<OutgoingMail>> {
  declare clientId: string;
}
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- as above
export interface OutgoingMail extends MailRow {}

OutgoingMail.init(
  { ...mailColumns(), clientId: reference("clients") },
  inPublic("outbox_messages", "school-side", {
    version: false,
    modelName: "OutgoingMail",
    defaultScope: { where: { channel: "mail" } },
  }),
);
