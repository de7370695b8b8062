import { OutboxMessage } from "../../../models/public/OutboxMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { WhatsappNumber } from "../../../models/public/WhatsappNumber.js";
import { log } from "../../log.js";
import { withPlatform } from "../../tenancy/scope.js";
import { secondsToWait } from "../whatsapp/errorCodes.js";
import type { Accepted, Refused, SendResult } from "../whatsapp/GraphClient.js";
import type { Outgoing } from "./claimOutgoing.js";

/** How long an unknown one waits for the status that tells, before an answer may be sent once more (whatsapp.md 2). */
export const UNKNOWN_SECONDS = 120;

/** COMMITs what came of the call. @returns seconds after which to look again, or null */
export async function keepResult(outgoing: Outgoing, result: SendResult): Promise<number | null> {
  return withPlatform(async () => {
    const row = await OutboxMessage.findByPk(outgoing.row.id, { lock: true });
    if (!row) return null;
    if (result.kind === "accepted") return accepted(row, result);
    // A status may have come before the reply, or the lease have run out: what is known already stands.
    if (row.state !== "sending" || row.leaseToken !== outgoing.token) return null;
    row.set({ leaseToken: null, leaseUntil: null });
    if (result.kind === "refused") return refused(row, result);
    await row.update({ state: "unknown", error: result.reason.slice(0, 500), notBefore: inSeconds(UNKNOWN_SECONDS) });
    return UNKNOWN_SECONDS;
  });
}

async function accepted(row: OutboxMessage, { wamid, waId, bsuid }: Accepted): Promise<null> {
  const waiting = row.state === "sending" || row.state === "unknown" || row.state === "queued";
  await row.update({
    wamid: row.wamid ?? wamid,
    leaseToken: null,
    leaseUntil: null,
    ...(waiting ? { state: "accepted", error: null, errorCode: null } : {}),
  });
  await learn(row.contactId, { waId, bsuid });
  return null;
}

/** The reply may name the user id that we did not know; a phone is never overwritten by it. */
async function learn(contactId: string, { bsuid }: { waId: string | null; bsuid: string | null }): Promise<void> {
  const contact = bsuid === null ? null : await WhatsappContact.findByPk(contactId);
  if (!contact || contact.bsuid !== null || bsuid === null) return;
  const taken = await WhatsappContact.count({ where: { clientId: contact.clientId, bsuid } });
  if (taken === 0) await contact.update({ bsuid });
}

async function refused(row: OutboxMessage, { code, details, policy }: Refused): Promise<number | null> {
  const refusals = row.refusals + 1;
  const waited = (Date.now() - row.createdAt.getTime()) / 1000;
  const seconds = secondsToWait(policy, refusals, waited, Math.random());
  const told = { refusals, errorCode: code, error: details.slice(0, 500) };
  if (policy.alarm) log.error({ code, phoneNumberId: row.phoneNumberId, outboxId: row.id }, policy.meaning);
  if (policy.action === "hold") await row.update({ ...told, state: "held" });
  else if (seconds === null) await row.update({ ...told, state: "failed" });
  else await row.update({ ...told, state: "queued", notBefore: inSeconds(seconds) });
  if (policy.action === "pauseNumber") {
    const alert = policy.alarm ? { alert: `${code ?? ""} ${policy.meaning}`.trim() } : {};
    const number = await WhatsappNumber.findOne({ where: { phoneNumberId: row.phoneNumberId }, lock: true });
    await number?.update({ pausedUntil: inSeconds(seconds ?? policy.mostSeconds), ...alert });
  }
  if (policy.action === "pauseContact")
    await WhatsappContact.update(
      { sendAfter: inSeconds(seconds ?? policy.mostSeconds) },
      { where: { id: row.contactId } },
    );
  return seconds;
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
