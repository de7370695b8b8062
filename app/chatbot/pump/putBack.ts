import { Transaction } from "sequelize";
import { InboundMessage } from "../../../models/public/InboundMessage.js";
import { WhatsappContact } from "../../../models/public/WhatsappContact.js";
import { log } from "../../log.js";
import { ring } from "../../engine/worker.js";
import { afterCommit } from "../../tenancy/context.js";
import type { KnownClient } from "../../tenancy/resolve.js";
import { withTenant } from "../../tenancy/scope.js";
import { textMessage } from "../whatsapp/messages.js";
import { wordsFor } from "../conversation/words/index.js";
import type { Claim } from "./claim.js";
import { enqueue } from "./effects/enqueue.js";
import { defaultLanguageOf } from "./facts/school.js";

/** Pauses after the first, second … failure; one more and the message is dead (whatsapp.md 6). */
const PAUSES = [1, 5, 30, 120];

/**
 * A message that could not be handled: tried again after a pause, during which its conversation waits (order), then
 * dead, with the error, and the conversation goes on. They hear an apology once.
 */
export async function putBack(client: KnownClient, claim: Claim, error: Error): Promise<void> {
  const failures = claim.message.attempts;
  const pause = PAUSES[failures - 1];
  try {
    await withTenant(client, async () => {
      const contact = await WhatsappContact.findOne({
        where: { id: claim.contactId, leaseToken: claim.token },
        lock: Transaction.LOCK.NO_KEY_UPDATE,
      });
      if (!contact) return;
      const told = error.message.slice(0, 500);
      const where = { id: claim.message.id, state: "received" };
      await InboundMessage.update({ error: told, ...(pause === undefined ? { state: "dead" } : {}) }, { where });
      const sorry = pause === undefined ? await apologise(client, contact, claim.message) : 0;
      const busyUntil = pause === undefined ? null : new Date(Date.now() + pause * 1000);
      await contact.update({ leaseToken: null, busyUntil, outgoing: contact.outgoing + sorry });
      afterCommit(() => ringIn(pause ?? 0));
    });
  } catch (err) {
    // The lease runs out by itself and the attempt is counted: nothing is lost, it only waits longer.
    log.error({ err: err as Error, messageId: claim.message.id }, "a message could not be put back");
  }
}

/** A bell for after the pause: the sweeper would ring too, only less soon. */
function ringIn(seconds: number): void {
  setTimeout(() => void ring("messages.pump"), seconds * 1000 + 50).unref();
}

async function apologise(client: KnownClient, contact: WhatsappContact, message: InboundMessage): Promise<number> {
  await enqueue(contact, message.phoneNumberId, [textMessage(wordsFor(defaultLanguageOf(client)).trouble)]);
  afterCommit(() => ring("outbox.pump"));
  return 1;
}
