import { QueryTypes } from "sequelize";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { sequelize } from "../../database/connection.js";
import { uuidv7 } from "../../ids.js";
import { withPlatform } from "../../tenancy/scope.js";
import type { Address } from "../whatsapp/types.js";
import type { SendingNumber } from "./sendingNumbers.js";

/** A message that is ours to send: `sending`, its attempt counted and its lease set are committed. */
export interface Outgoing {
  row: OutboxMessage;
  number: SendingNumber;
  address: Address;
  token: string;
}

/** Longer than the call (15 s) and its commit. Whoever holds a row longer has died: nobody knows whether it was sent. */
export const SEND_LEASE_SECONDS = 45;

const WINDOW_MS = 24 * 3600_000;
const IN_HAND_MS = 60_000;

/**
 * Claims the next message that may leave: nothing of its contact before it is still on its way, neither contact nor
 * number pauses, and the number is its own school's. Free text outside the 24 hours is held instead.
 */
export async function claimOutgoing(numbers: readonly SendingNumber[]): Promise<Outgoing | "held" | null> {
  return withPlatform(async () => {
    // eslint-disable-next-line house/no-raw-query -- SKIP LOCKED with an order per contact, which a model cannot say
    const [next] = await sequelize.query<{ id: string }>(NEXT, {
      bind: [numbers.map(({ phoneNumberId }) => phoneNumberId), numbers.map(({ clientId }) => clientId)],
      type: QueryTypes.SELECT,
    });
    const row = next && (await OutboxMessage.findByPk(next.id));
    if (!row) return null;
    const contact = await WhatsappContact.findByPk(row.contactId, { rejectOnEmpty: true });
    const number = numbers.find(({ phoneNumberId }) => phoneNumberId === row.phoneNumberId);
    if (!number) throw new Error("a message of a number that was not asked for");
    if (!windowOpen(contact)) {
      await row.update({ state: "held", error: "the 24 hours since their last message are over", errorCode: 131047 });
      return "held";
    }
    const token = uuidv7();
    const leaseUntil = new Date(Date.now() + SEND_LEASE_SECONDS * 1000);
    await row.update({ state: "sending", attempts: row.attempts + 1, leaseToken: token, leaseUntil });
    return { row, number, token, address: addressOf(contact) };
  });
}

const NEXT = `SELECT o.id
  FROM public.outbox_messages o
  JOIN public.whatsapp_contacts c ON c.id = o.contact_id
  JOIN unnest($1::text[], $2::uuid[]) AS n(phone_number_id, client_id)
    ON n.phone_number_id = o.phone_number_id AND n.client_id = o.client_id
 WHERE o.state = 'queued' AND o.not_before <= now() AND (o.expires_at IS NULL OR o.expires_at > now())
   AND (c.send_after IS NULL OR c.send_after <= now())
   AND NOT EXISTS (SELECT 1 FROM public.outbox_messages p WHERE p.contact_id = o.contact_id AND p.place < o.place
     AND (p.state IN ('queued', 'sending') OR (p.state = 'unknown' AND p.not_before > now())))
 ORDER BY o.not_before, o.place, o.id LIMIT 1 FOR UPDATE OF o SKIP LOCKED`;

/** Counted from the time at which they wrote, not at which we heard of it: a redelivery may come when it is over. */
function windowOpen({ lastInboundAt }: WhatsappContact): boolean {
  return lastInboundAt !== null && Date.now() - lastInboundAt.getTime() < WINDOW_MS - IN_HAND_MS;
}

function addressOf({ waId, bsuid }: WhatsappContact): Address {
  if (waId !== null) return { waId };
  if (bsuid === null) throw new Error("a contact without any address");
  return { bsuid };
}
