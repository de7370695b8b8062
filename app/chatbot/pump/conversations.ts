import type { InboundMessage } from "../../../models/public/InboundMessage.js";
import type { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { Conversation } from "../../../models/school/Conversation.js";
import { ConversationMessage } from "../../../models/school/ConversationMessage.js";
import { initialState } from "../conversation/state.js";
import type { MessageContent } from "../webhook/types.js";

/** The contact's conversation, locked; begun at the first message. The contact's lease keeps others out. */
export async function conversationOf(contact: WhatsappContact): Promise<Conversation> {
  const known = await Conversation.findOne({ where: { contactId: contact.id }, lock: true });
  return known ?? Conversation.create({ contactId: contact.id, state: { ...initialState() } });
}

/** Keeps what they wrote, in the school. */
export async function keepLine(conversation: Conversation, message: InboundMessage): Promise<void> {
  const content = message.content as unknown as MessageContent | null;
  await ConversationMessage.create({
    id: message.id,
    conversationId: conversation.id,
    direction: "in",
    kind: content?.kind ?? message.type,
    text: content ? textOf(content) : null,
    at: message.sentAt,
  });
}

function textOf(content: MessageContent): string | null {
  switch (content.kind) {
    case "text":
      return content.text;
    case "tap":
      return content.title;
    case "media":
      return content.caption;
    case "reaction":
      return content.emoji;
    default:
      return null;
  }
}
