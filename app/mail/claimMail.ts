import { Op, literal, type WhereOptions } from "sequelize";
import { OutgoingMail } from "../../models/public/OutgoingMail.js";
import { PlatformOutgoingMail } from "../../models/public/PlatformOutgoingMail.js";
import { uuidv7 } from "../ids.js";
import { withPlatform } from "../tenancy/scope.js";

export type Mail = OutgoingMail | PlatformOutgoingMail;
/** A mail that is ours to send: `sending`, its attempt counted and its lease set are committed. */
export interface ClaimedMail {
  mail: Mail;
  token: string;
}

// Both have these columns; the union of two models' static methods is no type that can be called.
const OUTBOXES = [PlatformOutgoingMail, OutgoingMail as unknown as typeof PlatformOutgoingMail];
/** Longer than every time-out of the mailer together: whoever holds a row longer has died. */
const LEASE_MS = 120_000;
const now = literal("now()");

/** The next mail of anybody that may leave now, or null. */
export function claimMail(): Promise<ClaimedMail | null> {
  return withPlatform(async () => {
    for (const outbox of OUTBOXES) {
      const mail = await outbox.findOne({
        where: { state: "queued", notBefore: { [Op.lte]: now }, expiresAt: { [Op.gt]: now } } as WhereOptions,
        order: ["notBefore", "id"],
        lock: true,
        skipLocked: true,
      });
      if (!mail) continue;
      const token = uuidv7();
      const leaseUntil = new Date(Date.now() + LEASE_MS);
      await mail.update({ state: "sending", attempts: mail.attempts + 1, leaseToken: token, leaseUntil });
      return { mail, token };
    }
    return null;
  });
}

/**
 * What time alone decides. A mail whose sender died goes again: nobody knows whether it left, and a second one does no harm
 * (it has the first one's Message-ID). What is too old expires.
 */
export function reckonMail(): Promise<void> {
  return withPlatform(async () => {
    for (const outbox of OUTBOXES) {
      await outbox.update(
        { state: "queued", leaseToken: null, leaseUntil: null, error: "whoever sent it did not come back" },
        { where: { state: "sending", leaseUntil: { [Op.lt]: now } } as WhereOptions },
      );
      await outbox.update(
        { state: "expired" },
        { where: { state: "queued", expiresAt: { [Op.lte]: now } } as WhereOptions },
      );
    }
  });
}

/** Whether anything waits or is under way. */
export function mailWaits(): Promise<boolean> {
  return withPlatform(
    async () => {
      for (const outbox of OUTBOXES)
        if (await outbox.findOne({ attributes: ["id"], where: { state: { [Op.in]: ["queued", "sending"] } } }))
          return true;
      return false;
    },
    { readOnly: true },
  );
}

/** Takes away what was settled `days` ago: addresses of people who asked, known or not. */
export function forgetMail(days: number): Promise<void> {
  return withPlatform(async () => {
    const old = { [Op.lt]: literal(`now() - interval '${days} days'`) };
    for (const outbox of OUTBOXES)
      await outbox.destroy({
        where: { state: { [Op.notIn]: ["queued", "sending"] }, createdAt: old } as WhereOptions,
      });
  });
}
