import { env } from "../../env.js";
import { ring } from "../../engine/worker.js";
import { log } from "../../log.js";
import { assertNoScope } from "../../tenancy/context.js";
import { settleStatuses, trackingOf } from "../pump/settleStatuses.js";
import { sideBySide } from "../pump/sideBySide.js";
import { GraphClient, type SendResult } from "../whatsapp/GraphClient.js";
import { MessageError } from "../whatsapp/messages.js";
import type { OutgoingMessage } from "../whatsapp/types.js";
import { policyFor } from "../whatsapp/errorCodes.js";
import { claimOutgoing, type Outgoing } from "./claimOutgoing.js";
import { keepResult } from "./keepResult.js";
import { reckon } from "./reckon.js";
import { sendingNumbers } from "./sendingNumbers.js";

const META = "https://graph.facebook.com";
/** Calls at a time in one process. Each takes about as long as Meta's answer; a number may do 80 a second. */
const SENDERS = 8;

export interface OutboxOptions {
  senders?: number;
  /** Aborted when the process wants to stop: nothing new is taken. */
  signal?: AbortSignal;
  /** Milliseconds until a call counts as unanswered. */
  timeoutMs?: number;
}

/**
 * Sends what waits until nothing may leave: for each message COMMIT `sending`, call without any transaction open, COMMIT
 * the result. Safe in any number of processes; one that is killed leaves `unknown`, never a second copy.
 * @returns how many calls were made
 */
export async function pumpOutbox({ senders = SENDERS, signal, timeoutMs }: OutboxOptions = {}): Promise<number> {
  assertNoScope("the outbox");
  await settleStatuses();
  await reckon();
  let numbers = await sendingNumbers();
  let calls = 0;
  await sideBySide(
    senders,
    async () => (signal?.aborted || numbers.length === 0 ? null : claimOutgoing(numbers)),
    async (outgoing) => {
      if (outgoing === "held") return;
      const result = await call(outgoing, timeoutMs);
      const again = await keepResult(outgoing, result);
      calls += 1;
      if (again !== null) ringIn(again);
      // The number may pause now: nothing more of it is taken.
      if (result.kind === "refused") numbers = await sendingNumbers();
    },
  );
  return calls;
}

/** One call, outside of any scope. A message that we ourselves built wrong is a refusal of ours: final, and a bug. */
async function call({ row, number, address }: Outgoing, timeoutMs?: number): Promise<SendResult> {
  assertNoScope("a call to Meta");
  const { WHATSAPP_API_URL: baseUrl = META, WHATSAPP_API_VERSION: version } = env;
  const client = new GraphClient({ baseUrl, version, token: number.accessToken, ...(timeoutMs ? { timeoutMs } : {}) });
  try {
    return await client.send(row.phoneNumberId, address, row.payload as unknown as OutgoingMessage, trackingOf(row));
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    log.error({ err: error, outboxId: row.id }, "a message of ours breaks a limit of WhatsApp");
    return { kind: "refused", code: 131009, details: error.message, policy: policyFor(131009) };
  }
}

/** A bell for later: the sweeper would ring too, only less soon. */
function ringIn(seconds: number): void {
  setTimeout(() => void ring("outbox.pump"), seconds * 1000 + 50).unref();
}
