import { OutboxMessage } from "../../../../models/public/OutboxMessage.js";
import type { WhatsappContact } from "../../../../models/public/WhatsappContact.js";
import { current } from "../../../tenancy/context.js";
import type { OutgoingMessage } from "../../whatsapp/types.js";

/** An answer that is ten minutes old is no answer any more: the person has moved on. */
export const ANSWER_LIVES_MS = 10 * 60_000;

/**
 * Puts answers into the outbox, in order behind what the contact is still to get. The caller holds the contact's lock
 * and adds their number to `outgoing` afterwards.
 */
export async function enqueue(
  contact: WhatsappContact,
  phoneNumberId: string,
  messages: readonly OutgoingMessage[],
): Promise<OutboxMessage[]> {
  const { clientId, role } = current();
  const now = Date.now();
  return OutboxMessage.bulkCreate(
    messages.map((message, index) => ({
      clientId,
      clientRole: role,
      channel: "whatsapp",
      kind: "answer",
      contactId: contact.id,
      place: contact.outgoing + index + 1,
      phoneNumberId,
      payload: message as unknown as Record<string, unknown>,
      notBefore: new Date(now),
      expiresAt: new Date(now + ANSWER_LIVES_MS),
    })),
  );
}
