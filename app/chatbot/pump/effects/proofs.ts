import { Op } from "sequelize";
import { Binding } from "../../../../models/school/Binding.js";
import { GuardianCode } from "../../../../models/school/GuardianCode.js";
import { ProofFailure } from "../../../../models/school/ProofFailure.js";
import { record } from "../../../audit/trail.js";
import { problem } from "../../../errors.js";
import type { Facts, ProofMode } from "../../conversation/facts.js";
import { hashesOf } from "../../settings/guardianCodes.js";

/** From so many wrong proofs a day on, an admission number opens nothing until tomorrow (conversation/proof). */
const TRIES_A_DAY = 10;

/** The contact speaks as this guardian from now on, and as nobody else. */
export async function bind(contactId: string, guardianId: string, proof: ProofMode, now: Date): Promise<void> {
  await endBinding(contactId, "replaced", now);
  await Binding.create({ contactId, guardianId, proof, provenAt: now });
  record({ action: "bound", entity: "Guardian", entityId: guardianId, after: { contactId, proof } });
}

/** Whatever the contact had proven holds no more. */
export async function endBinding(contactId: string, endReason: string, now: Date): Promise<void> {
  await Binding.update({ endedAt: now, endReason }, { where: { contactId, endedAt: null } });
}

/** Spends a code. Somebody who used it meanwhile leaves nothing for us: the whole message is then done again. */
export async function redeemCode(code: string, now: Date): Promise<void> {
  const where = { codeHash: { [Op.in]: hashesOf(code) }, usedAt: null };
  const [spent] = await GuardianCode.update({ usedAt: now }, { where });
  if (spent !== 1) throw problem("invalid_transition", "The code was used meanwhile");
}

/** Counts a wrong proof; at the tenth of a day for one admission number the trail tells the office. */
export async function countWrongProof(contactId: string, admissionNumber: string | null, facts: Facts): Promise<void> {
  await ProofFailure.create({ contactId, admissionNumber, at: facts.now });
  if (admissionNumber === null || facts.triesToday + 1 !== TRIES_A_DAY) return;
  const after = { admissionNumber, tries: TRIES_A_DAY };
  record({ action: "chatbot-closed", entity: "AdmissionNumber", entityId: admissionNumber.slice(0, 40), after });
}
