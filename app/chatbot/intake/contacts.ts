import { Op } from "sequelize";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { phoneOf } from "./phones.js";

interface Writer {
  waId: string | null;
  bsuid: string | null;
  owner: { id: string; roleName: string };
}

/**
 * The contact of each writer, made when it is new: looked up by user id or phone, the other is filled in, never a second
 * row for one person. Two rows that turn out to be one are merged when the message is handled (mergeContacts).
 * Runs in order of address, so that two webhooks with the same new people wait for each other instead of dead-locking.
 * @returns contact ids in the order of `writers`
 */
export async function contactsOf(writers: readonly Writer[]): Promise<string[]> {
  const found = new Map<string, string>();
  const sorted = [...writers].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const writer of sorted) {
    const key = keyOf(writer);
    if (!found.has(key)) found.set(key, await contactOf(writer));
  }
  return writers.map((writer) => found.get(keyOf(writer)) ?? "");
}

const keyOf = ({ owner, waId, bsuid }: Writer): string => `${owner.id} ${waId ?? ""} ${bsuid ?? ""}`;

async function contactOf(writer: Writer): Promise<string> {
  const { owner, waId, bsuid } = writer;
  const known = (await find(writer)) ?? (await insert(writer));
  const [contact, other] = known;
  if (!contact) throw new Error("a contact was neither found nor made");
  if (!other && ((waId && !contact.waId) || (bsuid && !contact.bsuid))) {
    const phone = waId && !contact.waId ? { waId, phone: phoneOf(waId) } : {};
    const filled = { ...phone, ...(bsuid && !contact.bsuid ? { bsuid } : {}) };
    await WhatsappContact.update(filled, { where: { id: contact.id, clientId: owner.id } });
  }
  return contact.id;
}

async function find({ owner, waId, bsuid }: Writer): Promise<WhatsappContact[] | null> {
  const ids = [...(bsuid ? [{ bsuid }] : []), ...(waId ? [{ waId }] : [])];
  const rows = await WhatsappContact.findAll({ where: { clientId: owner.id, [Op.or]: ids }, order: [["id", "ASC"]] });
  return rows.length > 0 ? rows : null;
}

async function insert(writer: Writer): Promise<WhatsappContact[]> {
  const { owner, waId, bsuid } = writer;
  const values = { clientId: owner.id, clientRole: owner.roleName, waId, bsuid, phone: waId ? phoneOf(waId) : null };
  // Somebody else may insert the same person meanwhile: then theirs is found, once they have committed.
  await WhatsappContact.bulkCreate([values], { ignoreDuplicates: true });
  return (await find(writer)) ?? [];
}
