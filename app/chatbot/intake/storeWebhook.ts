import { InboundStatus } from "../../../models/public/InboundStatus.js";
import { InboundMessage } from "../../../models/public/InboundMessage.js";
import { InboundWebhook } from "../../../models/public/InboundWebhook.js";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { record } from "../../audit/trail.js";
import { sha256 } from "../../crypto/keys.js";
import { log } from "../../log.js";
import type { InboundMessage as Message, ParsedWebhook, StatusUpdate } from "../webhook/types.js";
import { contactsOf } from "./contacts.js";
import type { KnownNumber } from "./numbers.js";

type Owner = { id: string; roleName: string };

interface Numbers {
  /** All that the body names and we know. */
  numbers: KnownNumber[];
  /** Those of the app whose secret signed it. */
  trusted: KnownNumber[];
}

/**
 * Stores the raw body, then each message and status once, under the client of its own number. What belongs to no client
 * (unknown or shared number), or to a number of another Meta app than the one that signed, stays with the body, noted.
 */
export async function storeWebhook(bytes: Buffer, parsed: ParsedWebhook, { numbers, trusted }: Numbers): Promise<void> {
  const owners = new Map(trusted.flatMap(({ phoneNumberId, client }) => (client ? [[phoneNumberId, client]] : [])));
  const foreign = new Set(numbers.filter((number) => !trusted.includes(number)).map((one) => one.phoneNumberId));
  const webhook = await InboundWebhook.create({
    receivedAt: new Date(),
    bytes,
    sha256: sha256(bytes),
    notes: notesOf(parsed, owners, foreign),
  });
  await storeMessages(webhook.id, mine(parsed.messages, owners));
  await storeStatuses(mine(parsed.statuses, owners));
  await alarm(parsed, owners);
  tellOfForeign(parsed, foreign, webhook.id);
}

type Mine<T> = { item: T; owner: Owner };

function mine<T extends { phoneNumberId: string }>(items: T[], owners: Map<string, Owner>): Mine<T>[] {
  return items.flatMap((item) => {
    const owner = owners.get(item.phoneNumberId);
    return owner ? [{ item, owner }] : [];
  });
}

async function storeMessages(webhookId: string, messages: Mine<Message>[]): Promise<void> {
  const contacts = await contactsOf(messages.map(({ item, owner }) => ({ ...item.sender, owner })));
  const rows = messages.map(({ item, owner }, index) => ({
    clientId: owner.id,
    clientRole: owner.roleName,
    webhookId,
    phoneNumberId: item.phoneNumberId,
    wamid: item.wamid,
    contactId: contacts[index] ?? "",
    waId: item.sender.waId,
    bsuid: item.sender.bsuid,
    sentAt: item.sentAt,
    type: item.type.slice(0, 60),
    content: item.content as unknown as Record<string, unknown>,
  }));
  await InboundMessage.bulkCreate(rows, { ignoreDuplicates: true });
}

async function storeStatuses(statuses: Mine<StatusUpdate>[]): Promise<void> {
  const rows = statuses.map(({ item, owner }) => ({
    clientId: owner.id,
    clientRole: owner.roleName,
    phoneNumberId: item.phoneNumberId,
    wamid: item.wamid,
    status: item.status,
    at: item.at,
    tracking: item.tracking,
    errors: item.errors,
    pricing: item.pricing,
    createdAt: new Date(),
  }));
  await InboundStatus.bulkCreate(rows, { ignoreDuplicates: true });
}

/** Trouble of an account alarms its number; no conversation hears of it. */
async function alarm({ numberEvents }: ParsedWebhook, owners: Map<string, Owner>): Promise<void> {
  for (const { phoneNumberId, field, errors } of numberEvents) {
    if (phoneNumberId === null || errors.length === 0 || !owners.has(phoneNumberId)) continue;
    const told = errors.map(({ code, title }) => `${code} ${title ?? ""}`.trim()).join("; ");
    log.warn(
      { phoneNumberId, field, codes: errors.map(({ code }) => code) },
      "WhatsApp tells of trouble with a number",
    );
    const number = await WhatsappNumber.findOne({ where: { phoneNumberId } });
    await number?.update({ alert: told.slice(0, 500) });
  }
}

function tellOfForeign({ messages, statuses }: ParsedWebhook, foreign: Set<string>, webhookId: string): void {
  const named = new Set([...messages, ...statuses].map(({ phoneNumberId }) => phoneNumberId));
  for (const phoneNumberId of named) {
    if (foreign.has(phoneNumberId))
      record({ action: "refused", entity: "WhatsappNumber", entityId: phoneNumberId, after: { webhookId } });
  }
}

/** Counts by reason: what was not stored, and why. Texts and names stay in the bytes. */
function notesOf(parsed: ParsedWebhook, owners: Map<string, Owner>, foreign: Set<string>): Record<string, unknown> {
  const items = [...parsed.messages, ...parsed.statuses];
  const lost = items.filter(({ phoneNumberId }) => !owners.has(phoneNumberId));
  return {
    messages: parsed.messages.length,
    statuses: parsed.statuses.length,
    unroutable: lost.filter(({ phoneNumberId }) => !foreign.has(phoneNumberId)).length,
    foreign: lost.filter(({ phoneNumberId }) => foreign.has(phoneNumberId)).length,
    malformed: parsed.malformed.map(({ reason }) => reason),
    ignored: parsed.ignored.map(({ reason }) => reason),
    news: parsed.numberEvents.map(({ field, errors }) => ({ field, codes: errors.map(({ code }) => code) })),
  };
}
