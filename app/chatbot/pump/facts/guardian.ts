import { Op } from "sequelize";
import type { WhatsappContact } from "../../../../models/public/WhatsappContact.js";
import { Binding } from "../../../../models/school/Binding.js";
import { Guardian } from "../../../../models/school/Guardian.js";
import type { ProofMode } from "../../conversation/facts.js";
import { spellingsOf } from "../../intake/phones.js";

/** The guardian whom a contact speaks as: by its phone, or by a code it gave before (the only way in mode `code`). */
export async function guardianOf(contact: WhatsappContact, proof: ProofMode): Promise<Guardian | null> {
  const byCode = await boundByCode(contact.id);
  const byPhone = await ofPhone(contact.waId);
  return proof === "code" ? byCode : (byPhone ?? byCode);
}

/** Who has this phone and agreed to WhatsApp: as the first phone before another one. Asked for strangers too: same time. */
async function ofPhone(waId: string | null): Promise<Guardian | null> {
  const phones = waId === null ? [] : spellingsOf(waId);
  const found = await Guardian.findAll({
    where: {
      [Op.or]: [
        { phone: { [Op.in]: phones } },
        ...phones.map((phone) => ({ otherPhones: { [Op.contains]: [phone] } })),
      ],
    } as never,
    order: [["id", "ASC"]],
  });
  const agreed = found.filter(({ whatsappConsent }) => whatsappConsent.state === "given");
  return agreed.find(({ phone }) => phones.includes(phone)) ?? agreed[0] ?? null;
}

/** A printed code was given with the school's hands: it needs no consent before, but ends with one withdrawn. */
async function boundByCode(contactId: string): Promise<Guardian | null> {
  const binding = await Binding.findOne({ where: { contactId, proof: "code", endedAt: null } });
  const guardian = binding && (await Guardian.findByPk(binding.guardianId));
  return guardian && guardian.whatsappConsent.state !== "withdrawn" ? guardian : null;
}
