import { understand } from "../understanding/understand.js";
import type { InboundMessage } from "../webhook/types.js";
import type { ConversationEvent } from "./facts.js";

/** What an inbound message means to the conversation. A caption counts as text; a form's answer has no meaning yet. */
export function eventOf(message: Pick<InboundMessage, "content" | "sentAt">): ConversationEvent {
  const { content, sentAt } = message;
  switch (content.kind) {
    case "text":
      return textEvent(content.text, sentAt);
    case "tap":
      return { type: "tap", id: content.id, title: content.title, sentAt };
    case "media":
      return content.caption ? textEvent(content.caption, sentAt) : { type: "unreadable", sentAt };
    case "location":
    case "contacts":
    case "unsupported":
      return { type: "unreadable", sentAt };
    case "identityChanged":
      return { type: "identityChanged", sentAt };
    default:
      return { type: "silent", sentAt };
  }
}

function textEvent(text: string, sentAt: Date): ConversationEvent {
  return { type: "text", text, heard: understand(text), sentAt };
}
