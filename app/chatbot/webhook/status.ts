import type { Refusal } from "./message.js";
import { bsuid, list, number, object, text, timestamp, waId } from "./read.js";
import type { DeliveryStatus, ReportedError, StatusUpdate } from "./types.js";

const STATUSES: readonly string[] = ["sent", "delivered", "read", "failed"] satisfies DeliveryStatus[];

/** `played` (voice) and `deleted` exist and change nothing for us. */
const WITHOUT_MEANING = new Set(["played", "deleted"]);

/** Reads one element of `statuses`. */
export function parseStatus(raw: unknown, phoneNumberId: string): StatusUpdate | Refusal {
  const item = object(raw);
  const wamid = text(item?.id);
  const status = text(item?.status);
  if (!item || !wamid || !status) return { bin: "malformed", reason: "status without id or status" };
  if (WITHOUT_MEANING.has(status)) return { bin: "ignored", reason: `status ${status}` };
  if (!STATUSES.includes(status)) return { bin: "malformed", reason: `unknown status ${status.slice(0, 60)}` };
  const at = timestamp(item.timestamp);
  if (!at) return { bin: "malformed", reason: "status without readable timestamp" };
  const pricing = object(item.pricing);
  return {
    phoneNumberId,
    wamid,
    status: status as DeliveryStatus,
    at,
    recipient: {
      waId: waId(item.recipient_id),
      bsuid: bsuid(item.recipient_user_id) ?? bsuid(item.recipient_id),
    },
    tracking: text(item.biz_opaque_callback_data),
    errors: readErrors(item.errors),
    pricing: pricing && {
      billable: pricing.billable === true,
      category: text(pricing.category),
      type: text(pricing.type),
    },
  };
}

/** Meta's errors, of a status or of a whole value. One without a numeric code counts as code 0. */
export function readErrors(errors: unknown): ReportedError[] {
  return list(errors).map((item) => {
    const error = object(item);
    return {
      code: number(error?.code) ?? 0,
      title: text(error?.title),
      details: text(object(error?.error_data)?.details) ?? text(error?.message),
    };
  });
}

type OutboxState = "queued" | "sending" | "accepted" | "unknown" | DeliveryStatus;

const RANK: Record<string, number> = { accepted: 1, sent: 2, delivered: 3, read: 4 };

/**
 * The state of an outgoing message after a status: read > delivered > sent, never a step back; `failed` only over what
 * is not yet delivered. `read` implies `delivered`, which may never come.
 */
export function advance(state: OutboxState, status: DeliveryStatus): OutboxState {
  const rank = RANK[state] ?? 0;
  if (status === "failed") return rank <= (RANK.sent ?? 0) ? "failed" : state;
  if (state === "failed") return state;
  return (RANK[status] ?? 0) > rank ? status : state;
}
