import { text } from "../../../database/connection.js";
import type { Actor } from "../../../policies/Actor.js";
import { current } from "../../../tenancy/context.js";
import { askTogether, at, daysFromNow, RECENTLY, some } from "./block.js";
import type { Todo } from "./shape.js";

/** WhatsApp messages that did not arrive, or of which nobody knows, for the office. Row-level security shows this school's only. */
export async function messagesTodo(actor: Actor): Promise<Todo[]> {
  if (!actor.may("students.write") && !actor.may("settings.write")) return [];
  const count = (
    state: string,
  ) => `SELECT count(*) FROM public.outbox_messages WHERE client_id = ${text(current().clientId)}
    AND state = '${state}' AND channel = 'whatsapp' AND created_at >= ${at(daysFromNow(RECENTLY))}`;
  const found = await askTogether({ failed: count("failed"), unknown: count("unknown") });
  // No page shows messages yet, so there is none to lead to.
  return some(
    { key: "messagesFailed", count: Number(found.failed), params: {}, to: null },
    { key: "messagesUnknown", count: Number(found.unknown), params: {}, to: null },
  );
}
