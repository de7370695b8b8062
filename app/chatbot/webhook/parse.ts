import { parseMessage } from "./message.js";
import { list, object, text } from "./read.js";
import type { Json } from "./read.js";
import { parseStatus, readErrors } from "./status.js";
import type { ParsedWebhook } from "./types.js";

/** Fields whose news are settings and alerts of a number or its account. */
const NUMBER_FIELDS = new Set([
  "message_template_status_update",
  "template_category_update",
  "phone_number_quality_update",
  "business_capability_update",
  "account_update",
  "account_alerts",
  "user_preferences",
  "smb_message_echoes",
]);

/**
 * Reads a webhook's body whole before anything is written. A broken item becomes `malformed` and never takes the others
 * with it; nothing throws. Every change is routed by its own number, never by the first one's.
 */
export function parseWebhook(bytes: Uint8Array): ParsedWebhook {
  const parsed: ParsedWebhook = { messages: [], statuses: [], numberEvents: [], malformed: [], ignored: [] };
  let body: Json | null;
  try {
    body = object(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch {
    body = null;
  }
  if (!body) {
    parsed.malformed.push({ phoneNumberId: null, reason: "not a JSON object", raw: null });
  } else if (body.object !== "whatsapp_business_account") {
    parsed.ignored.push({ phoneNumberId: null, reason: `object ${String(body.object).slice(0, 60)}` });
  } else {
    for (const item of list(body.entry)) parseEntry(item, parsed);
  }
  return parsed;
}

function parseEntry(item: unknown, parsed: ParsedWebhook): void {
  const entry = object(item);
  if (!entry || !Array.isArray(entry.changes)) {
    parsed.malformed.push({ phoneNumberId: null, reason: "entry without changes", raw: item });
    return;
  }
  for (const change of entry.changes) parseChange(object(change), text(entry.id), parsed);
}

function parseChange(change: Json | null, wabaId: string | null, parsed: ParsedWebhook): void {
  const field = text(change?.field);
  const value = object(change?.value);
  if (!field || !value) {
    parsed.malformed.push({ phoneNumberId: null, reason: "change without field or value", raw: change });
    return;
  }
  const phoneNumberId = text(object(value.metadata)?.phone_number_id);
  if (NUMBER_FIELDS.has(field)) {
    parsed.numberEvents.push({ phoneNumberId, wabaId, field, errors: readErrors(value.errors), value });
  } else if (field !== "messages") {
    parsed.ignored.push({ phoneNumberId, reason: `field ${field.slice(0, 60)}` });
  } else if (!phoneNumberId) {
    parsed.malformed.push({ phoneNumberId: null, reason: "messages without phone_number_id", raw: value });
  } else {
    parseMessages(value, phoneNumberId, wabaId, parsed);
  }
}

function parseMessages(value: Json, phoneNumberId: string, wabaId: string | null, parsed: ParsedWebhook): void {
  const errors = readErrors(value.errors);
  if (errors.length > 0) parsed.numberEvents.push({ phoneNumberId, wabaId, field: "errors", errors, value });
  for (const raw of list(value.messages)) {
    const message = parseMessage(raw, list(value.contacts), phoneNumberId);
    if ("reason" in message) parsed[message.bin].push({ phoneNumberId, reason: message.reason, raw });
    else parsed.messages.push(message);
  }
  for (const raw of list(value.statuses)) {
    const status = parseStatus(raw, phoneNumberId);
    if ("reason" in status) parsed[status.bin].push({ phoneNumberId, reason: status.reason, raw });
    else parsed.statuses.push(status);
  }
}
