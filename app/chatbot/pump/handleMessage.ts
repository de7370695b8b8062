import { Transaction } from "sequelize";
import { InboundMessage } from "../../../models/public/InboundMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import type { Conversation } from "../../../models/school/Conversation.js";
import { ring } from "../../engine/worker.js";
import { actAs, systemActor } from "../../policies/Actor.js";
import { afterCommit } from "../../tenancy/context.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";
import type { ConversationEvent } from "../conversation/facts.js";
import { lookupsFor } from "../conversation/proof.js";
import { readState } from "../conversation/state.js";
import { transition } from "../conversation/transition.js";
import type { Claim } from "./claim.js";
import { conversationOf, keepLine } from "./conversations.js";
import { applyEffects } from "./effects/apply.js";
import { loadFacts } from "./facts/loadFacts.js";
import { identityOf } from "./identity.js";

/**
 * One message, in one transaction of its school: lease checked again, rights and results read anew, state moved,
 * answers put into the outbox, message marked. All of it or nothing.
 * @returns false when the lease was lost meanwhile: whoever has it now does the work
 */
export async function handleMessage(client: KnownClient, claim: Claim, event: ConversationEvent): Promise<boolean> {
  return withTenant(client, async () => {
    actAs(systemActor("chatbot", []));
    const contact = await leased(claim);
    const message =
      contact && (await InboundMessage.findOne({ where: { id: claim.message.id, state: "received" }, lock: true }));
    if (!contact || !message) return false;
    await identityOf(contact, message, event);
    const conversation = await conversationOf(contact);
    await keepLine(conversation, message);
    const outgoing = await answer(client, contact, conversation, event, message);
    await message.update({ state: "handled", handledAt: new Date(), content: null, error: null });
    contact.set({
      leaseToken: null,
      busyUntil: null,
      outgoing: contact.outgoing + outgoing,
      lastInboundAt: later(contact.lastInboundAt, message.sentAt),
    });
    await contact.save(); // not update(): effects have set fields of it before
    if (outgoing > 0) afterCommit(() => ring("outbox.pump"));
    return true;
  });
}

/** NO KEY: a webhook that stores this contact's next message refers to the row, and must not wait for us. */
async function leased({ contactId, token }: Claim): Promise<WhatsappContact | null> {
  return WhatsappContact.findOne({ where: { id: contactId, leaseToken: token }, lock: Transaction.LOCK.NO_KEY_UPDATE });
}

async function answer(
  client: KnownClient,
  contact: WhatsappContact,
  conversation: Conversation,
  event: ConversationEvent,
  message: InboundMessage,
): Promise<number> {
  const before = readState(conversation.state);
  if (contact.optedOutAt) before.optedOut = true;
  const facts = await loadFacts(client, contact, lookupsFor(before, event));
  const { state, effects } = transition(before, event, facts);
  const sent = await applyEffects(effects, { contact, conversation, message, facts });
  conversation.set({ state: state as unknown as Record<string, unknown>, lastMessageAt: new Date() });
  conversation.set("guardianId", facts.guardian?.id ?? null);
  await conversation.save();
  return sent;
}

const later = (known: Date | null, at: Date): Date => (known && known > at ? known : at);
