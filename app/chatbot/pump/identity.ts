import { Op, literal } from "sequelize";
import { InboundMessage } from "../../../models/public/InboundMessage.js";
import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { Conversation } from "../../../models/school/Conversation.js";
import { readState } from "../conversation/state.js";
import type { ConversationEvent } from "../conversation/facts.js";
import { phoneOf } from "../intake/phones.js";
import type { MessageContent, Party } from "../webhook/types.js";
import { endBinding } from "./effects/proofs.js";

/**
 * Keeps one row a person. A message that tells of a new number or user id moves the contact; one that shows that two
 * rows are the same person merges them. Either way what was proven before is void: the weaker proof wins.
 */
export async function identityOf(
  contact: WhatsappContact,
  message: InboundMessage,
  event: ConversationEvent,
): Promise<void> {
  const content = message.content as unknown as MessageContent | null;
  if (event.type === "identityChanged" && content?.kind === "identityChanged") {
    await becomes(contact, content.now);
    await forgetProof(contact.id, "identity changed");
    return;
  }
  await becomes(contact, message, { voids: true });
}

/** Gives the contact these ids; whoever had one of them is the same person and is merged in. */
async function becomes(contact: WhatsappContact, { waId, bsuid }: Party, { voids = false } = {}): Promise<void> {
  const wanted = { ...(waId ? { waId, phone: phoneOf(waId) } : {}), ...(bsuid ? { bsuid } : {}) };
  if ((!waId || contact.waId === waId) && (!bsuid || contact.bsuid === bsuid)) return;
  const ids = [...(waId ? [{ waId }] : []), ...(bsuid ? [{ bsuid }] : [])];
  const others = await WhatsappContact.findAll({
    where: { clientId: contact.clientId, id: { [Op.ne]: contact.id }, [Op.or]: ids },
    order: [["id", "ASC"]],
    lock: true,
  });
  for (const other of others) await merge(contact, other);
  // A new user id stands for a new person behind the number, or a new number of the same: nobody can tell.
  const changed = others.length > 0 || (waId && contact.waId) || (bsuid && contact.bsuid);
  await contact.update(wanted);
  if (voids && changed) await forgetProof(contact.id, "contact changed");
}

/** The other's waiting messages go behind ours; its talk ends with its row. */
async function merge(contact: WhatsappContact, other: WhatsappContact): Promise<void> {
  await InboundMessage.update({ contactId: contact.id }, { where: { contactId: other.id } });
  const place = literal(`place + ${contact.outgoing}`) as unknown as number;
  await OutboxMessage.update({ contactId: contact.id, place }, { where: { contactId: other.id } });
  contact.set("outgoing", contact.outgoing + other.outgoing);
  if (other.optedOutAt && !contact.optedOutAt) contact.set("optedOutAt", other.optedOutAt);
  await endBinding(other.id, "merged", new Date());
  await Conversation.destroy({ where: { contactId: other.id } });
  await other.destroy();
}

async function forgetProof(contactId: string, reason: string): Promise<void> {
  await endBinding(contactId, reason, new Date());
  const conversation = await Conversation.findOne({ where: { contactId }, lock: true });
  await conversation?.update({ state: { ...readState(conversation.state), proof: null } });
}
