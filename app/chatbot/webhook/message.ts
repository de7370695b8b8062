import { readContent } from "./content.js";
import { bsuid, object, text, timestamp, waId } from "./read.js";
import type { Json } from "./read.js";
import type { InboundMessage, Sender } from "./types.js";

/** Why an item became no message or status, and where it is put instead. */
export interface Refusal {
  bin: "malformed" | "ignored";
  reason: string;
}

const malformed = (reason: string): Refusal => ({ bin: "malformed", reason });

/** Reads one element of `messages`. `contacts` is its neighbour in the value; system messages come without it. */
export function parseMessage(
  raw: unknown,
  contacts: readonly unknown[],
  phoneNumberId: string,
): InboundMessage | Refusal {
  const message = object(raw);
  if (!message) return malformed("message is no object");
  if (message.group_id !== undefined) return { bin: "ignored", reason: "group message" };
  const wamid = text(message.id);
  const type = text(message.type);
  if (!wamid || !type) return malformed("message without id or type");
  const sentAt = timestamp(message.timestamp);
  if (!sentAt) return malformed("message without readable timestamp");
  const sender = readSender(message, contacts);
  if (!sender) return malformed("message without sender");
  const content = readContent(type, message);
  if (!content) return malformed(`broken ${type.slice(0, 60)}`);
  const context = object(message.context);
  return {
    phoneNumberId,
    wamid,
    sender,
    sentAt,
    type,
    content,
    contextWamid: text(context?.id),
    forwarded: context?.forwarded === true || context?.frequently_forwarded === true,
    raw: message,
  };
}

/** `from` may be absent, or hold the user id instead of a phone; the contact of the same value completes it. */
function readSender(message: Json, contacts: readonly unknown[]): Sender | null {
  const known = {
    waId: waId(message.from),
    bsuid: bsuid(message.from_user_id) ?? bsuid(message.from),
  };
  const contact = contacts.map(object).find((candidate) => candidate && belongsTo(candidate, known, contacts.length));
  const profile = object(contact?.profile);
  const sender = {
    waId: known.waId ?? waId(contact?.wa_id),
    bsuid: known.bsuid ?? bsuid(contact?.user_id) ?? bsuid(contact?.wa_id),
    profileName: text(profile?.name),
    username: text(profile?.username),
  };
  return sender.waId || sender.bsuid ? sender : null;
}

/** The contact that shares an id with the message; without any id in the message, the only contact there is. */
function belongsTo(contact: Json, known: { waId: string | null; bsuid: string | null }, count: number): boolean {
  if (!known.waId && !known.bsuid) return count === 1;
  const samePhone = known.waId !== null && contact.wa_id === known.waId;
  const sameUser = known.bsuid !== null && (contact.user_id === known.bsuid || contact.wa_id === known.bsuid);
  return samePhone || sameUser;
}
