import { QueryTypes } from "sequelize";
import { InboundMessage } from "../../../models/public/InboundMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { sequelize } from "../../database/connection.js";
import { uuidv7 } from "../../ids.js";
import { withPlatform } from "../../tenancy/scope.js";

/** A conversation's oldest message, ours until the lease runs out. */
export interface Claim {
  message: InboundMessage;
  contactId: string;
  clientId: string;
  token: string;
}

/** Longer than any understanding and transaction; a killed worker's conversation waits no longer than this. */
const LEASE_SECONDS = 60;

/**
 * Claims the oldest waiting message of a conversation that nobody holds, of any of these clients: the contact's row is
 * locked by one worker only, leased, and let go at once; nothing slow happens in this transaction.
 * Counted as an attempt here, so that a message that kills its worker is counted too.
 */
export async function claimMessage(clientIds: string[]): Promise<Claim | null> {
  const claim = await withPlatform(() => tryClaim(clientIds));
  // Handled between our look and our lock: nothing to do there, but maybe elsewhere.
  return claim === "gone" ? claimMessage(clientIds) : claim;
}

async function tryClaim(clientIds: string[]): Promise<Claim | "gone" | null> {
  // eslint-disable-next-line house/no-raw-query -- SKIP LOCKED over two tables, which a model cannot say
  const [free] = await sequelize.query<{ id: string; clientId: string }>(FREE_CONTACT, {
    bind: [clientIds],
    type: QueryTypes.SELECT,
  });
  if (!free) return null;
  const message = await oldestWaiting(free.id);
  if (!message) return "gone";
  const token = uuidv7();
  const busyUntil = new Date(Date.now() + LEASE_SECONDS * 1000);
  await WhatsappContact.update({ leaseToken: token, busyUntil }, { where: { id: free.id } });
  await message.update({ attempts: message.attempts + 1 });
  return { message, contactId: free.id, clientId: free.clientId, token };
}

const FREE_CONTACT = `SELECT c.id, c.client_id AS "clientId"
  FROM public.inbound_messages m JOIN public.whatsapp_contacts c ON c.id = m.contact_id
 WHERE m.state = 'received' AND m.client_id = ANY($1::uuid[]) AND (c.busy_until IS NULL OR c.busy_until < now())
 ORDER BY m.created_at, m.id LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED`;

/** The head of a contact's queue: by the time it was sent, then by arrival. */
function oldestWaiting(contactId: string): Promise<InboundMessage | null> {
  return InboundMessage.findOne({
    where: { contactId, state: "received" },
    order: [
      ["sentAt", "ASC"],
      ["id", "ASC"],
    ],
  });
}
