import { bsuid, list, number, object, text, waId } from "./read.js";
import type { Json } from "./read.js";
import type { MediaKind, MessageContent } from "./types.js";

type Reader = (body: Json, message: Json) => MessageContent | null;

/** One reader a type of Meta's; null means that the type's body is broken. */
const READERS = new Map<string, Reader>(
  Object.entries({
    text: (body) => (typeof body.body === "string" ? { kind: "text", text: body.body.replaceAll("\0", "") } : null),
    interactive: readInteractive,
    button: (body) => tap("template_button", body.payload, body.text),
    image: media("image"),
    audio: media("audio"),
    video: media("video"),
    document: media("document"),
    sticker: media("sticker"),
    location: readLocation,
    reaction: (body) => ({ kind: "reaction", wamid: text(body.message_id), emoji: text(body.emoji) }),
    order: () => ({ kind: "order" }),
    system: readSystem,
  }),
);

/**
 * Reads a message's content by its type.
 * @returns null when the type is one of ours and its body is not as documented; `unknown` for a type we do not know.
 */
export function readContent(type: string, message: Json): MessageContent | null {
  if (type === "contacts") return readContacts(message);
  if (type === "unsupported") return { kind: "unsupported", codes: errorCodes(message.errors) };
  const reader = READERS.get(type);
  if (!reader) return { kind: "unknown" };
  const body = object(message[type]);
  return body ? reader(body, message) : null;
}

function readInteractive(body: Json): MessageContent | null {
  const part = object(Object.hasOwn(body, String(body.type)) ? body[String(body.type)] : null);
  if (!part) return null;
  if (body.type === "button_reply" || body.type === "list_reply") return tap(body.type, part.id, part.title);
  if (body.type === "nfm_reply")
    return { kind: "form", name: text(part.name), response: jsonObject(part.response_json) };
  return { kind: "unknown" };
}

function tap(
  via: "button_reply" | "list_reply" | "template_button",
  id: unknown,
  title: unknown,
): MessageContent | null {
  const known = text(id);
  return known ? { kind: "tap", via, id: known, title: text(title) ?? "" } : null;
}

/** A flow's answer is a string of JSON that may hold no object: then the payload is dropped and the message kept. */
function jsonObject(value: unknown): Json | null {
  if (typeof value !== "string") return null;
  try {
    return object(JSON.parse(value));
  } catch {
    return null;
  }
}

function media(kind: MediaKind): Reader {
  return (body) => {
    const mediaId = text(body.id);
    if (!mediaId) return null;
    return {
      kind: "media",
      media: kind,
      mediaId,
      mimeType: text(body.mime_type),
      sha256: text(body.sha256),
      caption: text(body.caption),
      filename: text(body.filename),
      voice: body.voice === true,
    };
  };
}

function readLocation(body: Json): MessageContent | null {
  const latitude = number(body.latitude);
  const longitude = number(body.longitude);
  if (latitude === null || longitude === null) return null;
  return { kind: "location", latitude, longitude, name: text(body.name), address: text(body.address) };
}

function readContacts(message: Json): MessageContent | null {
  if (!Array.isArray(message.contacts)) return null;
  const phones = message.contacts
    .flatMap((card) => list(object(card)?.phones))
    .map((phone) => text(object(phone)?.phone))
    .filter((phone) => phone !== null);
  return { kind: "contacts", phones, answersRequest: text(message.origin)?.startsWith("contact_request/") === true };
}

/** The new ids stand in the system body; the sender of the message is the old one. */
function readSystem(body: Json): MessageContent {
  if (body.type !== "user_changed_number" && body.type !== "user_changed_user_id") return { kind: "unknown" };
  const now = { waId: waId(body.wa_id), bsuid: bsuid(body.user_id) ?? bsuid(body.wa_id) };
  return { kind: "identityChanged", event: body.type, now };
}

function errorCodes(errors: unknown): number[] {
  return list(errors)
    .map((error) => number(object(error)?.code))
    .filter((code) => code !== null);
}
