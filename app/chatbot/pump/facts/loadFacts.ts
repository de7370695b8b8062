import { Op } from "sequelize";
import type { WhatsappContact } from "../../../../models/public/WhatsappContact.js";
import { Guardian } from "../../../../models/school/Guardian.js";
import { GuardianCode } from "../../../../models/school/GuardianCode.js";
import { ProofFailure } from "../../../../models/school/ProofFailure.js";
import type { KnownClient } from "../../../tenancy/resolve.js";
import type { Facts, Language } from "../../conversation/facts.js";
import type { Lookups } from "../../conversation/proof.js";
import { hashesOf } from "../../settings/guardianCodes.js";
import { childrenOf } from "./children.js";
import { guardianOf } from "./guardian.js";
import { schoolFacts } from "./school.js";

/** All that the conversation may rely on, read under the school's scope for this one message. */
export async function loadFacts(client: KnownClient, contact: WhatsappContact, lookups: Lookups): Promise<Facts> {
  const school = await schoolFacts(client);
  const guardian = await guardianOf(contact, school.proof);
  const now = new Date();
  return {
    now,
    school,
    guardian: guardian && { id: guardian.id, language: languageOf(guardian) },
    children: await childrenOf(guardian?.id ?? null),
    triesToday: await triesToday(lookups.admissionNumber, client),
    codeOpens: lookups.code === null ? null : await opensWith(lookups.code, now),
  };
}

function languageOf({ language }: Guardian): Language | null {
  const spoken = (["en", "pt", "fr"] as const).find((one) => language?.toLowerCase().startsWith(one));
  return spoken ?? null;
}

/** Wrong proofs with this admission number since the school's midnight, from any phone. */
async function triesToday(admissionNumber: string | null, { timezone }: KnownClient): Promise<number> {
  if (admissionNumber === null) return 0;
  const yesterday = new Date(Date.now() - 24 * 3600_000);
  const failures = await ProofFailure.findAll({ where: { admissionNumber, at: { [Op.gt]: yesterday } } });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: timezone });
  return failures.filter(({ at }) => day.format(at) === day.format(new Date())).length;
}

async function opensWith(code: string, now: Date): Promise<Facts["codeOpens"]> {
  const where = { codeHash: { [Op.in]: hashesOf(code) }, usedAt: null, expiresAt: { [Op.gt]: now } };
  const found = await GuardianCode.findOne({ where: where as never });
  const guardian = found && (await Guardian.findByPk(found.guardianId));
  if (!guardian || guardian.whatsappConsent.state === "withdrawn") return null;
  return { guardianId: guardian.id, children: await childrenOf(guardian.id) };
}
