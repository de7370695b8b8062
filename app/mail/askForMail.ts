import { Op, type WhereOptions } from "sequelize";
import { OutgoingMail } from "../../models/public/OutgoingMail.js";
import { PlatformOutgoingMail } from "../../models/public/PlatformOutgoingMail.js";
import { sequelize } from "../database/connection.js";
import { ring } from "../engine/worker.js";
import { afterCommit, current } from "../tenancy/context.js";
import type { MailKind } from "./Letter.js";

const HOUR = 3_600_000;

interface Wish {
  kind: MailKind;
  address: string;
  /** How many of the kind an address is sent in an hour; what is asked beyond is let fall without a word. */
  mostAnHour: number;
  /** Milliseconds after which it is no use any more. */
  lives: number;
}

/**
 * Puts a mail into the outbox of the running scope's school, or of the platform; the bell rings after the commit. It does
 * the same for every address, known or not: who it goes to is looked up when it leaves, so nothing shows here.
 */
export async function askForMail({ kind, address, mostAnHour, lives }: Wish): Promise<void> {
  const { kind: side, clientId } = current();
  // Two at once must not both be the fifth. The lock is the transaction's, where the rows are.
  // eslint-disable-next-line house/no-raw-query -- a model cannot say it
  await sequelize.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", {
    bind: [`mail ${clientId} ${address}`],
  });
  const where = { kind, address, createdAt: { [Op.gt]: new Date(Date.now() - HOUR) } } as WhereOptions;
  const model = side === "platform" ? PlatformOutgoingMail : OutgoingMail;
  const asked = await (model as typeof PlatformOutgoingMail).count({ where });
  const expiresAt = new Date(Date.now() + lives);
  if (asked < mostAnHour)
    await (side === "platform"
      ? PlatformOutgoingMail.create({ kind, address, expiresAt })
      : OutgoingMail.create({ clientId, kind, address, expiresAt }));
  afterCommit(() => ring("mail.pump"));
}
