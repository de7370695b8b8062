import type { InboundMessage } from "../../../../models/public/InboundMessage.js";
import type { OutboxMessage } from "../../../../models/public/OutboxMessage.js";
import type { WhatsappContact } from "../../../../models/public/WhatsappContact.js";
import type { Conversation } from "../../../../models/school/Conversation.js";
import { ConversationMessage } from "../../../../models/school/ConversationMessage.js";
import { record } from "../../../audit/trail.js";
import type { Effect } from "../../conversation/effects.js";
import type { Facts } from "../../conversation/facts.js";
import type { OutgoingMessage } from "../../whatsapp/types.js";
import { enqueue } from "./enqueue.js";
import { bind, countWrongProof, redeemCode } from "./proofs.js";

/** What an effect acts on: all of it in the transaction that stores the new state. */
export interface Stage {
  contact: WhatsappContact;
  conversation: Conversation;
  message: InboundMessage;
  facts: Facts;
}

/** Does the effects in their order. @returns how many messages went into the outbox */
export async function applyEffects(effects: readonly Effect[], stage: Stage): Promise<number> {
  const sends = effects.flatMap((effect) => (effect.type === "send" ? [effect.message] : []));
  const rows = await enqueue(stage.contact, stage.message.phoneNumberId, sends);
  await keepAnswers(stage.conversation, rows);
  for (const effect of effects) await apply(effect, stage);
  return rows.length;
}

async function apply(effect: Effect, stage: Stage): Promise<void> {
  const { contact, conversation, facts } = stage;
  switch (effect.type) {
    case "send":
      return;
    case "shown": {
      const after = { reportCardId: effect.resultsId, contactId: contact.id, guardianId: facts.guardian?.id ?? null };
      return record({ action: "results-shown", entity: "Student", entityId: effect.studentId, after });
    }
    case "setLanguage":
      return void conversation.set("language", effect.language);
    case "optOut":
      return void contact.set("optedOutAt", facts.now);
    case "optIn":
      return void contact.set("optedOutAt", null);
    case "bind":
      return bind(contact.id, effect.guardianId, effect.by, facts.now);
    case "redeemCode":
      return redeemCode(effect.code, facts.now);
    case "wrongProof":
      return countWrongProof(contact.id, effect.admissionNumber, facts);
    case "lockContact":
      return record({ action: "locked", entity: "Contact", entityId: contact.id, after: { until: effect.until } });
  }
}

async function keepAnswers(conversation: Conversation, rows: readonly OutboxMessage[]): Promise<void> {
  await ConversationMessage.bulkCreate(
    rows.map(({ id, payload }) => ({
      id,
      conversationId: conversation.id,
      direction: "out",
      kind: String(payload.type),
      text: textOf(payload as unknown as OutgoingMessage),
      at: new Date(),
    })),
  );
}

function textOf(message: OutgoingMessage): string | null {
  if (message.type === "text") return message.text.body;
  return message.type === "interactive" ? message.interactive.body.text : null;
}
