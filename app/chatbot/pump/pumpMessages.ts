import { log } from "../../log.js";
import { assertNoScope } from "../../tenancy/context.js";
import { activeClients, type KnownClient } from "../../tenancy/resolve.js";
import { eventOf } from "../conversation/eventOf.js";
import type { MessageContent } from "../webhook/types.js";
import { claimMessage, type Claim } from "./claim.js";
import { handleMessage } from "./handleMessage.js";
import { putBack } from "./putBack.js";
import { sideBySide } from "./sideBySide.js";
import { settleStatuses } from "./settleStatuses.js";

/** Conversations worked side by side by one process: understanding is CPU, the rest is waiting for the database. */
const WORKERS = 4;

export interface PumpOptions {
  workers?: number;
  /** Aborted when the process wants to stop: nothing new is taken. */
  signal?: AbortSignal;
}

/**
 * Works what waits: statuses first (they may free the outbox), then messages, one conversation a worker at a time, until
 * nothing is left that could be claimed. Safe to run in any number of processes.
 * @returns how many messages were handled
 */
export async function pumpMessages({ workers = WORKERS, signal }: PumpOptions = {}): Promise<number> {
  assertNoScope("the pump");
  await settleStatuses();
  const clients = new Map((await activeClients()).map((client) => [client.id, client]));
  const ids = [...clients.keys()];
  let handled = 0;
  await sideBySide(
    workers,
    async () => (signal?.aborted ? null : claimMessage(ids)),
    async (claim) => {
      const client = clients.get(claim.clientId);
      if (client) handled += await workOne(claim, client);
    },
  );
  return handled;
}

async function workOne(claim: Claim, client: KnownClient): Promise<number> {
  const { message } = claim;
  try {
    // Understanding may take its time: outside of any scope.
    const event = eventOf({ content: contentOf(message.content), sentAt: message.sentAt });
    return (await handleMessage(client, claim, event)) ? 1 : 0;
  } catch (err) {
    log.error({ err: err as Error, messageId: message.id, client: client.schemaName }, "a message was not handled");
    await putBack(client, claim, err as Error);
    return 0;
  }
}

/** As it was stored by us; numbers and texts survive JSON as they are, dates are not in it. */
const contentOf = (stored: unknown): MessageContent => (stored ?? { kind: "unknown" }) as MessageContent;
